import { AxeBuilder } from "@axe-core/playwright";

import { expect, open, REFUSED, someone, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });

test("an admin gets a token for a bot, looks at it, and revokes it", async ({
  page,
  admin,
  synapse,
}) => {
  const bot = await someone(synapse);
  await open(page, "/account/tokens");
  const make = page.getByRole("region", { name: "Get a token" });
  await make.getByLabel("Account").fill(bot.userId);
  await make.getByLabel("Its password", { exact: true }).fill(bot.password);
  await make.getByLabel("Device name").fill("Nightly report");
  await make.getByRole("button", { name: "Get the token" }).click();

  const output = make.getByLabel("Access token", { exact: true });
  await expect(output).toHaveText(/^•+$/);
  await make.getByRole("button", { name: "Show it" }).click();
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
  await check.getByRole("button", { name: "Check it" }).click();
  await expect(check).toContainText(bot.userId);
  await expect(check).toContainText("Nightly report");
  await check.getByRole("button", { name: "Revoke it…" }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await expect(page.getByText("The token is revoked: the homeserver")).toBeVisible();
  expect(await synapse.isTokenAlive(token)).toBe(false);
  expect(await synapse.devicesOf(bot.userId)).toEqual([]);

  await page.goto(`/audit?q=${encodeURIComponent(admin.userId)}`);
  await expect(page.getByText("Revoke an access token")).toBeVisible();
  await expect(page.getByText("Get an access token")).toBeVisible();
});
