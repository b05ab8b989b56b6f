import { testHomeserver } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, pathOf, REFUSED, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });
const { serverName, baseUrl } = testHomeserver();

test("shows the homeserver before it asks for a password", async ({ page }) => {
  await page.goto("/sign-in");
  const facts = page.getByRole("region", { name: "Homeserver" });
  await expect(facts).toContainText(/Synapse \d+\.\d+/);
  await expect(facts).toContainText(baseUrl);
  await expect(facts).toContainText("Password");
});

test("signs an admin in, and opens the requested page", async ({ page, synapse }) => {
  const admin = await synapse.createUser({ admin: true });
  await page.goto("/users?kind=bot&page=1");
  await page.getByLabel(words("signIn.user")).fill(`  @${admin.localpart}:${serverName} `);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();

  await expect(page).toHaveURL(/\/users\?kind=bot/);
  await expect(page.getByRole("heading", { level: 1, name: /Users/ })).toBeVisible();
  const devices = await synapse.devicesOf(admin.userId);
  expect(devices).toMatchObject([
    { display_name: expect.stringContaining("Synapse Dashboard on localhost") },
  ]);
});

test.describe("before hydration", () => {
  test.use({ javaScriptEnabled: false });

  test("keeps an early password out of the URL and sends it nowhere", async ({ page }) => {
    // Without JavaScript the form shows only if the homeserver's answer is cached before the page is sent.
    await expect(async () => {
      await page.goto("/sign-in");
      await expect(page.getByLabel(words("signIn.user"))).toBeVisible({ timeout: 1000 });
    }).toPass();
    await page.getByLabel(words("signIn.user")).fill("ada");
    await page.getByLabel("Password", { exact: true }).fill("too early");
    const sent: string[] = [];
    page.on("request", (request) => sent.push(request.url()));
    await page.getByLabel("Password", { exact: true }).press("Enter");
    await page.getByRole("button", { name: "Sign in" }).click({ force: true });
    await page.goto("/api/health");
    expect(sent.map((url) => new URL(url).pathname)).toEqual(["/api/health"]);
  });
});

test("explains a wrong password, and accepts the right one afterwards", async ({
  page,
  synapse,
}) => {
  const admin = await synapse.createUser({ admin: true });
  await page.goto("/sign-in");
  await page.getByLabel(words("signIn.user")).fill(admin.localpart);
  await page.getByLabel("Password", { exact: true }).fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").first()).toContainText(
    words("errors.wrong_credentials.title"),
  );

  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/users$/);
});

test("rejects a non-admin, and leaves no device behind", async ({ page, synapse }) => {
  const { localpart, password, userId } = await createUser(synapse);
  await page.goto("/sign-in");
  await page.getByLabel(words("signIn.user")).fill(localpart);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("You are not a server admin")).toBeVisible();
  expect(await synapse.devicesOf(userId)).toEqual([]);
});

test("confirms that the token was revoked, and blocks the way back", async ({
  page,
  admin,
  synapse,
}) => {
  await page.goto("/users");
  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText(words("signIn.reason.signed_out"))).toBeVisible();
  expect(await synapse.devicesOf(admin.userId)).toEqual([]);
  expect((await page.context().cookies()).map(({ name }) => name)).not.toContain(
    "synapse-dashboard",
  );

  await page.goto("/users");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fusers$/);
});

test("explains a session revoked elsewhere, and returns to the same page", async ({
  page,
  admin,
  synapse,
}) => {
  await page.goto(pathOf(admin));
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ada Lind");
  const devices = (await synapse.devicesOf(admin.userId)).map(({ device_id }) => device_id);
  await synapse.call("POST", `/_synapse/admin/v2${pathOf(admin)}/delete_devices`, {
    body: { devices },
  });

  await page.goto("/users?sort=creation_ts&dir=b");
  await expect(page.getByText(/its device was signed out elsewhere/)).toBeVisible();
  await page.getByLabel(words("signIn.user")).fill(admin.localpart);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/users\?sort=creation_ts&dir=b$/);
});

test("skips sign-in for a signed-in admin", async ({ page, admin }) => {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(pathOf(admin))}`);
  await expect(page).toHaveURL(new RegExp(admin.localpart));
});
