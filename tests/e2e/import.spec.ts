import { AxeBuilder } from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";

import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";

import { createUser, expect, open, test } from "./fixtures.ts";

const csv = (text: string) => ({
  name: "members.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(text),
});

/** Chooses a file and waits for what the check says. */
async function check(page: Page, text: string) {
  await page.getByLabel(/Choose a CSV file/).setInputFiles(csv(text));
  await page.getByRole("button", { name: "Upload and check" }).click();
  await page.getByRole("table", { name: "Rows of the file" }).waitFor();
}

test("creates accounts from a file, with passwords for one download", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const family = randomName("import");
  await open(page, "/users");
  await page.getByRole("link", { name: "Import…" }).click();
  const rows = [`${family}-a,Ada`, `${family}-b,Bea`, `${family} c,Not a name`];
  await check(page, `user_id,displayname\n${rows.join("\n")}\n`);
  await expect(page.getByText("1 row has problems and is skipped.")).toBeVisible();
  await expect(page.getByRole("row", { name: /Not a Matrix ID or username/ })).toBeVisible();

  await page.getByRole("button", { name: "Import 2 accounts…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import 2 accounts" });
  await dialog.getByLabel("Type 2 to confirm").fill("2");
  await dialog.getByRole("button", { name: "Import 2 accounts" }).click();
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(`${family}-a`) })).toContainText("Created");

  await page.getByRole("link", { name: "File and passwords" }).click();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the passwords once" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  const [, password = ""] = /-a:test\.localhost,([^,]+),done/.exec(file) ?? [];
  await new MatrixClient(synapse.baseUrl).login(`${family}-a`, password);
  await expect(page.getByRole("button", { name: "Download the passwords once" })).toBeHidden();
});

test("assigns columns with other names, also by keyboard", async ({ page, admin }) => {
  expect(admin).toBeDefined();
  const name = randomName("import");
  await open(page, "/users/import");
  const file = csv(`Kennung;Rufname\n${name};Ada\n`);
  await page.getByLabel(/Choose a CSV file/).setInputFiles(file);
  await expect(page.getByRole("button", { name: "Upload and check" })).toBeDisabled();
  await page.getByRole("combobox", { name: /Kennung/ }).focus();
  await page.keyboard.type("Matrix ID");
  await page.getByRole("combobox", { name: /Rufname/ }).selectOption("Display name");
  await page.getByRole("button", { name: "Upload and check" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(`@${name}:.*Ada`) })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`is accessible in ${colorScheme} colours, also on a phone`, async ({
    page,
    admin,
    synapse,
  }) => {
    expect(admin).toBeDefined();
    const old = await createUser(synapse, [], { displayname: "Old name" });
    const rows = [`${old.localpart},New name,yes`, `${randomName()},New,`, "two words,,maybe"];
    await page.emulateMedia({ colorScheme });
    await open(page, "/users/import");
    for (const text of [undefined, `user_id,displayname,admin,shoe size\n${rows.join(",\n")},\n`]) {
      if (text) await check(page, text);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const overflow = () => document.documentElement.scrollWidth - innerWidth;
        expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
      }
    }
  });
}
