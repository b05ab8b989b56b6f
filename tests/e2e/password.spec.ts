import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { expect, openUser, createUser, test } from "./fixtures.ts";

test("resets a password from the list, and keeps devices signed in", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse, ["Phone", "Laptop"]);
  expect(admin).toBeDefined();
  await page.goto(`/users?q=${user.localpart}`);
  await page.getByRole("button", { name: "More actions for Chiara Neri" }).click();
  await page.getByRole("menuitem", { name: "Reset password…" }).click();
  const dialog = page.getByRole("dialog", {
    name: words("password.title", { name: "Chiara Neri" }),
  });
  await expect(dialog.getByRole("radio", { name: /Keep all 2 devices signed in/ })).toBeChecked();
  await dialog.getByRole("button", { name: "Reset password" }).click();

  await expect(page.getByText(words("password.kept", { count: 2 }))).toBeVisible();
  const password = await page.getByLabel("Password", { exact: true }).innerText();
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password);

  const guest = new MatrixClient(synapse.baseUrl);
  await expect(guest.login(user.localpart, password)).resolves.toBeDefined();
  for (const { access_token } of user.logins) {
    expect(await guest.isTokenAlive(access_token)).toBe(true);
  }
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(password)).toHaveCount(0);
  expect(await page.content()).not.toContain(password);
});

test("secures a compromised account from the user's page with one more click", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await openUser({ page, admin, synapse }, { devices: ["Thief's phone", "Laptop"] });
  await page.getByRole("button", { name: "Reset password…" }).click();
  await page.getByRole("radio", { name: /Sign out all 2 devices/ }).check();
  await expect(page.getByRole("list", { name: "Will be signed out" })).toContainText(
    "Thief's phone",
  );
  await page.getByLabel("New password").fill("пароль на двоих");
  await page.getByRole("button", { name: "Reset password and sign out" }).click();

  await expect(page.getByText("All devices were signed out.")).toBeVisible();
  expect(await synapse.devicesOf(user.userId)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("link", { name: "Devices 0" })).toBeVisible();
  await expect(
    new MatrixClient(synapse.baseUrl).login(user.localpart, "пароль на двоих"),
  ).resolves.toBeDefined();
});
