import { AxeBuilder } from "@axe-core/playwright";

import { words } from "#tests/support/words.ts";

import { createUser, expect, open, REFUSED, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });

test("logs in as an account with an unknown password, with a reason", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const bot = await createUser(synapse);
  await open(page, "/account/tokens");
  const panel = page.getByRole("region", { name: "Log in as a user" });
  await panel.getByLabel("User", { exact: true }).fill("@bot:elsewhere.example");
  await panel.getByRole("button", { name: "Log in as…" }).click();
  await expect(panel.getByRole("alert")).toContainText("You can only log in as accounts of");
  await panel.getByLabel("User", { exact: true }).fill(bot.localpart);
  await page.keyboard.press("Enter");

  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /log in as them/ }).check();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByLabel("Reason").fill("Nightly report");
  await dialog.getByRole("button", { name: words("logInAs.make") }).click();
  await dialog.getByRole("button", { name: words("logInAs.show") }).click();
  const token = await dialog.getByLabel("Access token", { exact: true }).innerText();
  expect(await synapse.isTokenAlive(token)).toBe(true);
});

test("creates, inspects and revokes a bot's token", async ({ page, admin, synapse }) => {
  const bot = await createUser(synapse);
  await open(page, "/account/tokens");
  const make = page.getByRole("region", { name: "Create a token" });
  await make.getByLabel("Account").fill(bot.userId);
  await make.getByLabel("Password", { exact: true }).fill(bot.password);
  await make.getByLabel("Device name").fill("Nightly report");
  await make.getByRole("button", { name: "Create token" }).click();

  const output = make.getByLabel("Access token", { exact: true });
  await expect(output).toHaveText(/^•+$/);
  await make.getByRole("button", { name: "Show token" }).click();
  const token = await output.innerText();
  expect(await synapse.isTokenAlive(token)).toBe(true);
  for (const command of await make.locator("code").allInnerTexts()) {
    expect(command).toMatch(/^curl /);
    expect(command).not.toContain(token);
    expect(command).not.toContain(bot.password);
  }
  const { violations } = await new AxeBuilder({ page }).disableRules(["region"]).analyze();
  expect(violations).toEqual([]);
  await make.getByRole("button", { name: "Done" }).click();
  await expect(make.getByText(token)).toHaveCount(0);

  const check = page.getByRole("region", { name: "Check a token" });
  await check.getByLabel("Access token", { exact: true }).fill(token);
  await check.getByRole("button", { name: "Check token" }).click();
  await expect(check).toContainText(bot.userId);
  await expect(check).toContainText("Nightly report");
  await check.getByRole("button", { name: "Revoke…" }).click();
  await page.getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByText(words("tokens.check.revoked"))).toBeVisible();
  expect(await synapse.isTokenAlive(token)).toBe(false);
  expect(await synapse.devicesOf(bot.userId)).toEqual([]);

  await page.goto(`/audit?q=${encodeURIComponent(admin.userId)}`);
  await expect(page.getByText(words("audit.actions.tokens.revoke"))).toBeVisible();
  await expect(page.getByText("Created an access token")).toBeVisible();
});
