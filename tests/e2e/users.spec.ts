import { words } from "#tests/support/words.ts";

import { expect, openUser, pathOf, REFUSED, createUser, test } from "./fixtures.ts";
import { randomName } from "#scripts/support/synapse/client.ts";

const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("renders the first rows on the server", async ({ page, admin }) => {
    await page.goto(`/users?q=${encodeURIComponent(admin.userId)}`);
    await expect(page.locator("tbody")).toContainText(admin.userId);
  });
});

test("keeps a search in the URL through reload and back", async ({ page, admin, synapse }) => {
  const family = randomName("fam");
  await createUser(synapse, [], { localpart: `${family}-one`, displayname: "First One" });
  await createUser(synapse, [], { localpart: `${family}-two`, displayname: "Second One" });
  await page.goto(pathOf(admin));
  await page.getByRole("link", { name: "Users" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Users \d/ })).toBeVisible();
  await page.getByRole("searchbox").fill(family);

  const rows = page.getByRole("table").locator("tbody tr");
  await expect(rows).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`q=${family}`));
  await page.reload();
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("searchbox")).toHaveValue(family);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(admin.localpart));
});

test("keeps filters and order on the way to a user and back", async ({ page, admin, synapse }) => {
  const family = randomName("fam");
  await createUser(synapse, [], {
    localpart: `${family}-bot`,
    displayname: "A Bot",
    user_type: "bot",
  });
  await createUser(synapse, [], { localpart: `${family}-person`, displayname: "A Person" });
  expect(admin).toBeDefined();

  await page.goto(`/users?q=${family}`);
  await page.getByRole("button", { name: "Type", expanded: false }).click();
  await page.getByRole("menuitemradio", { name: "Bots", exact: true }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: "Created" }).click();
  await expect(page).toHaveURL(/kind=bot.*sort=creation_ts|sort=creation_ts.*kind=bot/);
  await page.getByRole("link", { name: "A Bot" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "A Bot" })).toBeVisible();
  await page.goBack();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Type: Bots" })).toBeVisible();
});

test("shows changes made in the meantime on return", async ({ page, admin, synapse }) => {
  const user = await createUser(synapse);
  expect(admin).toBeDefined();
  await page.goto(`/users?q=${user.localpart}`);
  await page.getByRole("link", { name: "Chiara Neri" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Chiara Neri" })).toBeVisible();
  const path = `/_synapse/admin/v2/users/${encodeURIComponent(user.userId)}`;
  await synapse.call("PUT", path, { body: { locked: true } });
  await page.goBack();
  await expect(page.locator("tbody tr")).toContainText("Locked");
});

test("pages through users, with the page in the URL", async ({ page, admin, synapse }) => {
  const family = randomName("fam");
  for (let index = 0; index < 51; index += 1) {
    await synapse.createUser({ localpart: `${family}-${String(index).padStart(2, "0")}` });
  }
  expect(admin).toBeDefined();
  await page.goto(`/users?q=${family}`);
  await expect(page.getByText("1–50 of 51")).toBeVisible();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByText("51–51 of 51")).toBeVisible();
  await expect(page).toHaveURL(/page=2/);
  await page.goBack();
  await expect(page.getByText("1–50 of 51")).toBeVisible();
});

test("serves small avatars, only through our own server", async ({ page, admin, synapse }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const mxc = await synapse.upload("face.png", "image/png", new Uint8Array(PICTURE));
  const user = await createUser(synapse, [], { avatar_url: mxc });
  expect(admin).toBeDefined();
  await page.goto(`/users?q=${user.localpart}`);
  const picture = page.locator("tbody img");
  await expect(picture).toHaveJSProperty("complete", true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
    0,
  );
  await expect(picture).toHaveAttribute("loading", "lazy");
  const { origin } = new URL(page.url());
  expect(asked.filter((url) => new URL(url).origin !== origin && !url.startsWith("data:"))).toEqual(
    [],
  );
});

test("shows who the user is", async ({ page, admin, synapse }) => {
  const user = await openUser(
    { page, admin, synapse },
    {
      devices: ["Phone"],
      account: {
        threepids: [{ medium: "email", address: `${randomName("mail")}@example.org` }],
        user_type: "support",
      },
    },
  );
  await expect(page.getByRole("heading", { level: 1, name: "Chiara Neri" })).toBeVisible();
  for (const text of ["Support account", "@example.org", user.userId]) {
    await expect(page.getByText(text).first()).toBeVisible();
  }
  await page.getByRole("link", { name: "Devices 1" }).click();
  await expect(page.getByRole("row", { name: /Phone/ })).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(user.localpart));
});

test.describe(() => {
  test.use({ expectedOnConsole: [REFUSED] });

  test("shows a not found page for an unknown user", async ({ page, admin }) => {
    const unknown = admin.userId.replace("@", "@nobody-");
    await page.goto(pathOf({ userId: unknown }));
    await expect(page.getByText(words("user.unknown.body", { id: unknown }))).toBeVisible();
    await page.getByRole("link", { name: words("user.unknown.back") }).click();
    await expect(page).toHaveURL(/\/users$/);
  });
});
