import type { Page } from "@playwright/test";

import type { MatrixClient } from "#scripts/support/synapse/client.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, test } from "./fixtures.ts";

/** Users that one search finds, and nobody else. */
async function crowd(synapse: MatrixClient, count: number, devices: string[] = []) {
  const displayname = `Crowd ${crypto.randomUUID().slice(0, 8)}`;
  const users = [];
  for (let made = 0; made < count; made += 1) {
    users.push(await createUser(synapse, devices, { displayname }));
  }
  return { displayname, users };
}

async function ask(page: Page, action: string) {
  await page.getByRole("button", { name: "Actions", exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}
const seen = (synapse: MatrixClient, userId: string) =>
  synapse.call<Record<string, unknown>>(
    "GET",
    `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`,
  );

test("locks selected users with a job, and follows it to its end", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const { displayname, users } = await crowd(synapse, 3);
  await open(page, `/users?q=${encodeURIComponent(displayname)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await ask(page, "Lock…");
  const dialog = page.getByRole("dialog", { name: "Lock 3 accounts" });
  await dialog.getByLabel("Type 3 to confirm").fill("4");
  await dialog.getByRole("button", { name: "Lock 3 accounts" }).click();
  await expect(dialog.getByText("This is not 3.")).toBeVisible();
  await dialog.getByLabel("Type 3 to confirm").fill("3");
  await dialog.getByRole("button", { name: "Lock 3 accounts" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Lock 3 accounts" })).toBeVisible();
  await expect(page.getByText("3 of 3", { exact: true })).toBeVisible();
  for (const { userId } of users) {
    expect(await seen(synapse, userId)).toMatchObject({ locked: true });
    await expect(page.getByRole("row", { name: new RegExp(userId) })).toContainText("Done");
  }
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export" }).click();
  expect((await download).suggestedFilename()).toMatch(/\.csv$/);
});

test("starts one job for all matches, and finds it in the list of jobs", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const { displayname, users } = await crowd(synapse, 51);
  await open(page, `/users?q=${encodeURIComponent(displayname)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await expect(page.getByText("50 selected")).toBeVisible();
  await page.getByRole("button", { name: "Select all 51 that match" }).click();
  await ask(page, "Suspend…");
  await page.getByLabel("Type 51 to confirm").fill("51");
  await page.keyboard.press("Enter");
  await expect(page.getByText("51 of 51", { exact: true })).toBeVisible({ timeout: 60_000 });
  for (const { userId } of users) {
    expect(await seen(synapse, userId)).toMatchObject({ suspended: true });
  }

  await page.getByRole("link", { name: "Jobs" }).first().click();
  await page.getByRole("link", { name: "Suspend 51 accounts" }).first().click();
  await page.getByRole("button", { name: "State" }).click();
  await page.getByRole("menuitemradio", { name: "Failed" }).click();
  await expect(page.getByText(words("jobs.noItems"))).toBeVisible();
  await expect(page).toHaveURL(/state=failed/);
});

test("revokes devices, and reports each account's result", async ({ page, admin, synapse }) => {
  expect(admin).toBeDefined();
  const { displayname } = await crowd(synapse, 2, ["Phone", "Laptop"]);
  await open(page, `/users?q=${encodeURIComponent(displayname)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await ask(page, "Sign out devices…");
  await page.getByLabel("Type 2 to confirm").fill("2");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 of 2", { exact: true })).toBeVisible();
  await expect(
    page.getByRole("row").filter({ hasText: words("jobs.outcome.devices", { count: 2 }) }),
  ).toHaveCount(2);
});

test("asks before signing out during a job, and lets the job finish", async ({
  page,
  admin,
  synapse,
}) => {
  expect(admin).toBeDefined();
  const { displayname, users } = await crowd(synapse, 40);
  await open(page, `/users?q=${encodeURIComponent(displayname)}`);
  await page.getByRole("checkbox", { name: "Select all on this page" }).check();
  await ask(page, "Deactivate…");
  await page.getByLabel("Type 40 to confirm").fill("40");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Deactivate 40 accounts" }).waitFor();

  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const dialog = page.getByRole("dialog", { name: words("leaving.title", { count: 1 }) });
  await dialog.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText(words("signIn.reason.signed_out_jobs_go_on"))).toBeVisible();
  const last = users.at(-1)?.userId ?? "";
  await expect
    .poll(async () => (await seen(synapse, last))["deactivated"], { timeout: 60_000 })
    .toBe(true);
});
