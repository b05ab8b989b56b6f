import { words } from "#tests/support/words.ts";

import { expect, open, openUser, pathOf, test } from "./fixtures.ts";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("renders the newest entries on the server", async ({ page, admin }) => {
    await page.goto(`/audit?who=${encodeURIComponent(admin.userId)}`);
    await expect(page.locator("tbody")).toContainText(words("audit.actions.session.start"));
  });
});

test("finds, filters and opens an action, with a URL that leads back to it", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await openUser({ page, admin, synapse });
  await page.getByRole("button", { name: "Reset password…" }).click();
  const password = await page.getByLabel("New password").inputValue();
  await page.getByRole("button", { name: "Reset password", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("link", { name: "Audit", exact: true }).click();
  await expect(page).toHaveTitle(/^Audit/);
  await page.getByRole("button", { name: "Who" }).click();
  await page.getByRole("menuitemradio", { name: admin.userId }).click();
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Action", exact: true }).click();
  await page
    .getByRole("menuitemradio", { name: words("audit.actions.users.resetPassword") })
    .click();
  await expect(rows).toHaveCount(1);
  await page.getByRole("searchbox").fill(user.localpart);
  await expect(page).toHaveURL(new RegExp(`q=${user.localpart}`));

  await rows.getByText("Done").click();
  const dialog = page.getByRole("dialog", { name: words("audit.actions.users.resetPassword") });
  await expect(dialog.getByText("not stored")).toBeVisible();
  await expect(page).toHaveURL(/record=\d+/);
  await page.reload();
  await expect(dialog.getByRole("link", { name: user.userId })).toBeVisible();
  expect(await page.content()).not.toContain(password);
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(rows).toHaveCount(1);
  await rows.getByRole("link", { name: user.userId }).click();
  await expect(page).toHaveURL(new RegExp(`/users/.*${user.localpart}`));
  await page.goBack();
  await expect(page.getByRole("button", { name: "Action: Reset a password" })).toBeVisible();
});

test("shows a user's history at once, as target and as actor", async ({ page, admin, synapse }) => {
  const user = await openUser({ page, admin, synapse }, { tab: "/history" });
  await expect(page.getByText(words("audit.history.none.target.title"))).toBeVisible();
  await page.getByRole("button", { name: "Reset password…" }).click();
  await page.getByRole("button", { name: "Reset password", exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(
    page.getByRole("row", { name: words("audit.actions.users.resetPassword") }),
  ).toContainText(admin.userId);

  await page.goto(pathOf(admin));
  await page.getByRole("link", { name: "History" }).click();
  await page.getByText("Done by this user").click();
  await expect(
    page.getByRole("row", { name: words("audit.actions.users.resetPassword") }),
  ).toContainText(user.userId);
  await expect(page).toHaveURL(/side=who/);
});

test("keeps the page through reload and back", async ({ page, admin, baseURL }) => {
  for (let count = 0; count < 55; count += 1) {
    const headers = { origin: `${baseURL}` };
    await page.request.post("/api/admin/session.revokeOthers", { data: {}, headers });
  }
  await open(page, `/audit?who=${encodeURIComponent(admin.userId)}`);
  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(50);
  await page.getByRole("button", { name: "Older" }).click();
  await expect(rows).toHaveCount(6);
  await page.reload();
  await expect(rows).toHaveCount(6);
  await page.getByRole("button", { name: "Newer" }).click();
  await expect(rows).toHaveCount(50);
  await page.goBack();
  await expect(rows).toHaveCount(6);
});

test("moves between entries by keyboard: j, Enter, and Escape restores focus", async ({
  page,
  admin,
}) => {
  await open(page, `/audit?who=${encodeURIComponent(admin.userId)}`);
  const first = page.getByRole("button", { name: words("audit.actions.session.start") });
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(first).toBeFocused({ timeout: 1 });
  }).toPass();
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("dialog", { name: words("audit.actions.session.start") }),
  ).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(first).toBeFocused();
});

test("exports the entries that match the filters", async ({ page, admin }) => {
  await open(page, `/audit?who=${encodeURIComponent(admin.userId)}`);
  await page.getByRole("button", { name: "Export" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "As CSV, for spreadsheets" }).click();
  expect((await download).suggestedFilename()).toMatch(/^audit-.*\.csv$/);
});
