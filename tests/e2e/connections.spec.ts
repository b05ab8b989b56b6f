import { MatrixClient } from "#scripts/support/synapse/client.ts";

import { createUser, expect, pathOf, test } from "./fixtures.ts";

test("shows the addresses and clients that Synapse has seen", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse, ["Phone", "Laptop"]);
  expect(admin).toBeDefined();
  const as = new MatrixClient(synapse.baseUrl);
  const visit = (login: number, ip: string, userAgent: string) =>
    as.call("GET", "/_matrix/client/v3/account/whoami", {
      token: `${user.logins[login]?.access_token}`,
      ip,
      userAgent,
    });
  await visit(0, "192.0.2.7", "Element Android/1.6");
  await visit(1, "192.0.2.7", "Fluffy/1.0");
  await visit(1, "198.51.100.9", "Fluffy/1.0");
  await page.goto(`${pathOf(user)}/sessions`);
  const row = page.getByRole("row", { name: /192\.0\.2\.7/ });
  // Synapse writes them down after a while.
  await expect(async () => {
    await page.reload();
    await expect(row).toContainText("and 1 more", { timeout: 1000 });
  }).toPass({ timeout: 30_000 });
  await row.getByRole("button", { name: "192.0.2.7", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Address" });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await expect(dialog).toContainText("Element Android/1.6");
  await page.keyboard.press("Escape");

  await page.getByText("By client").click();
  await expect(page.getByRole("row", { name: /Fluffy\/1\.0/ })).toContainText("and 1 more");
});
