import { AxeBuilder } from "@axe-core/playwright";

import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, REFUSED, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });

test("signs in with an access token, and keeps it alive on sign-out", async ({ page, synapse }) => {
  const admin = await synapse.createUser({ admin: true });
  const guest = new MatrixClient(synapse.baseUrl);
  const { access_token, device_id } = await guest.login(admin.localpart, admin.password);
  await page.goto("/sign-in?callbackUrl=%2Faccount%2Fsessions");
  await page.getByRole("button", { name: "Use an access token instead" }).click();
  await expect(page.getByLabel("Access token", { exact: true })).toHaveAttribute(
    "type",
    "password",
  );
  expect((await new AxeBuilder({ page }).disableRules(["region"]).analyze()).violations).toEqual(
    [],
  );
  await page.getByLabel("Access token", { exact: true }).fill(` ${access_token}\n`);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  const row = page.getByRole("row").filter({ hasText: device_id });
  await expect(row).toContainText("Pasted token");
  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const question = page.getByRole("dialog", { name: words("leaving.tokenTitle") });
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText(words("signIn.reason.signed_out_token_kept"))).toBeVisible();
  expect(await guest.isTokenAlive(access_token)).toBe(true);
});

test("rejects a non-admin's token, and leaves it alone", async ({ page, synapse }) => {
  const { logins, userId } = await createUser(synapse, ["Phone"]);
  const token = logins[0]?.access_token ?? "";
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use an access token instead" }).click();
  await page.getByLabel("Access token", { exact: true }).fill(token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText(
    words("errors.token_not_admin.title"),
  );
  await expect(page.getByRole("alert").first()).toContainText(userId);
  expect(await synapse.isTokenAlive(token)).toBe(true);
});
