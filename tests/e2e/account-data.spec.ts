import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, pathOf, test } from "./fixtures.ts";

test("shows notifications at once, and records opening account data", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse, ["Phone"]);
  const themselves = new MatrixClient(synapse.baseUrl, {
    token: `${user.logins[0]?.access_token}`,
  });
  await themselves.call("POST", "/_matrix/client/v3/pushers/set", {
    body: {
      app_display_name: "Element X",
      app_id: "io.element.x",
      device_display_name: "Pixel",
      kind: "http",
      lang: "en",
      pushkey: "push-token",
      data: { url: "https://push.example.org/_matrix/push/v1/notify", format: "event_id_only" },
    },
  });
  const path = `/_matrix/client/v3/user/${encodeURIComponent(user.userId)}/account_data/org.example.note`;
  await themselves.call("PUT", path, { body: { note: "<script>alert(1)</script>" } });

  await page.goto(`${pathOf(user)}/data`);
  await expect(page.getByRole("row", { name: /Element X/ })).toContainText(
    "https://push.example.org/_matrix/push/v1/notify",
  );
  expect(await page.content()).not.toContain("org.example.note");
  await page.getByRole("button", { name: "Open account data" }).click();
  await page.getByRole("button", { name: "org.example.note" }).click();
  await expect(page.getByRole("dialog")).toContainText("<script>alert(1)</script>");
  await page.keyboard.press("Escape");

  await page.getByRole("link", { name: "History" }).click();
  const record = page.getByRole("row", { name: words("audit.actions.accountData.get") });
  await expect(record).toHaveCount(1);
  await expect(record).toContainText(admin.localpart);
});
