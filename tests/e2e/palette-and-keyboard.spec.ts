import type { Page } from "@playwright/test";

import { words } from "#tests/support/words.ts";

import { expect, open, openUser, pathOf, pressUntilFocused, createUser, test } from "./fixtures.ts";

async function openPalette(page: Page) {
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(words("palette.placeholder")).waitFor();
}

test.describe("the command palette", () => {
  test("finds a user by name, and opens it with Enter", async ({ page, admin, synapse }) => {
    const user = await createUser(synapse, [], { displayname: "Zenobia Quill" });
    expect(admin).toBeDefined();
    await open(page, "/users");
    await page.getByRole("table").waitFor();
    await openPalette(page);
    await page.keyboard.type("zenobia qu");
    await expect(page.getByRole("option", { name: /Zenobia Quill/ })).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(user.localpart));
  });

  test("opens a pasted Matrix ID, and finds it among recent pages", async ({
    page,
    admin,
    synapse,
  }) => {
    const user = await createUser(synapse);
    expect(admin).toBeDefined();
    await open(page, "/users");
    await page.getByRole("button", { name: words("palette.open") }).click();
    await page.getByPlaceholder(words("palette.placeholder")).fill(` ${user.userId} `);
    await page.getByRole("option", { name: new RegExp(user.userId) }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Chiara Neri" })).toBeVisible();
    await page.getByRole("link", { name: "Users" }).first().click();
    await page.getByRole("heading", { level: 1, name: /^Users/ }).waitFor();
    await openPalette(page);
    await page.getByRole("group", { name: "Recent" }).getByRole("option").click();
    await expect(page).toHaveURL(new RegExp(user.localpart));
  });

  test("runs the page's actions, and restores focus", async ({ page, admin, synapse }) => {
    const user = await createUser(synapse);
    expect(admin).toBeDefined();
    await open(page, pathOf(user));
    await page.getByRole("heading", { level: 1 }).waitFor();
    await openPalette(page);
    await page.keyboard.type("reset");
    await page.getByRole("option", { name: /Reset password/ }).waitFor();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: /^Reset .*’s password/ })).toBeVisible();
  });

  test("finds an action inside a section by its own name", async ({ page, admin, synapse }) => {
    const user = await createUser(synapse);
    expect(admin).toBeDefined();
    await open(page, pathOf(user));
    await page.getByRole("heading", { level: 1 }).waitFor();
    const choose = async (typed: string) => {
      await openPalette(page);
      await page.keyboard.type(typed);
      await page.getByRole("option").first().waitFor();
      await page.keyboard.press("Enter");
    };
    await choose("create a device");
    await expect(page.getByRole("dialog", { name: /device/i })).toBeVisible();
    await expect(page).toHaveURL(/\/devices$/);
    await page.keyboard.press("Escape");
    await choose("rate limit");
    await expect(page.getByRole("radio", { name: /server/i }).first()).toBeFocused();
    await choose("experimental");
    await expect(page.getByRole("checkbox").first()).toBeFocused();
  });

  test("describes a room", async ({ page, admin }) => {
    expect(admin).toBeDefined();
    await open(page, "/users");
    await page.getByRole("table").waitFor();
    await openPalette(page);
    await page.keyboard.type("!abc:example.org");
    await expect(page.getByText("That is a room.")).toBeVisible();
  });
});

test("supports j and k to move, Enter to open, / to search and ? for help", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse);
  expect(admin).toBeDefined();
  await open(page, `/users?q=${user.localpart}`);
  await page.getByRole("table").waitFor();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await pressUntilFocused(page, "/", page.getByRole("searchbox"));
  await page.keyboard.type(`${user.localpart}j`);
  await expect(page.getByRole("searchbox")).toHaveValue(`${user.localpart}j`);
  await page.keyboard.press("Backspace");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("searchbox").blur();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Chiara Neri" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${user.localpart}`));
});

test("selects the focused row with x", async ({ page, admin, synapse }) => {
  await openUser({ page, admin, synapse }, { devices: ["One", "Two"], tab: "/devices" });
  await page.getByRole("table").waitFor();
  const devices = page.locator("tbody").getByRole("button", { name: /^(One|Two)/ });
  await pressUntilFocused(page, "j", devices.nth(0));
  await page.keyboard.press("j");
  await expect(devices.nth(1)).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Actions" })).toContainText("1 selected");
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await expect(page.getByRole("region", { name: "Actions" })).toContainText("2 selected");
});

test("keeps columns and density from the first paint", async ({ page, admin }) => {
  expect(admin).toBeDefined();
  await open(page, "/users");
  await page.getByRole("button", { name: "Columns and density" }).click();
  const saved = () => page.waitForResponse(/preferences\.set/);
  for (const name of ["Created", "Type"]) {
    const response = saved();
    await page.getByRole("menuitemcheckbox", { name }).click();
    await response;
  }
  const response = saved();
  await page.getByRole("menuitemradio", { name: "Compact" }).click();
  await response;
  const html = await (await page.request.get("/users")).text();
  expect(html).toContain('data-density="compact"');
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Type" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "Created" })).toHaveCount(0);
});

test("exports the list as shown, and the devices of its users", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse, ["Phone", "Laptop"]);
  expect(admin).toBeDefined();
  await open(page, `/users?q=${user.localpart}`);
  await page.getByRole("table").waitFor();

  const download = async (what: string) => {
    await page.getByRole("button", { name: "Export" }).click();
    const started = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: what }).click();
    const file = await started;
    const chunks = await (await file.createReadStream()).toArray();
    const text = Buffer.concat(chunks as Buffer[]).toString("utf8");
    return { name: file.suggestedFilename(), lines: text.trim().split("\n") };
  };
  const users = await download("Users as CSV");
  expect(users.name).toMatch(/^users-test\.localhost-.*\.csv$/);
  expect(users.lines).toEqual([expect.any(String), expect.stringContaining(user.userId)]);
  const devices = await download("Devices as CSV");
  expect(devices.name).toMatch(/^devices-test\.localhost-.*\.csv$/);
  const ids = devices.lines.slice(1).map((line) => line.split(",")[1]);
  expect(ids.sort()).toEqual(user.logins.map(({ device_id }) => device_id).sort());
  await expect(page.getByRole("table")).toBeVisible();
});
