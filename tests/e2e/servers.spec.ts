import type { Locator, Page } from "@playwright/test";

import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startDashboard, startTestSynapse, testHomeserver } from "#tests/support/test-run.ts";
import type { Synapse } from "#scripts/support/synapse/server.ts";
import { words } from "#tests/support/words.ts";

import { expect, REFUSED, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });
test.describe.configure({ mode: "serial" });

const { serverName, baseUrl } = testHomeserver();
let second: Synapse;
let dashboard: Dashboard;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  second = await startTestSynapse({}, undefined, "second.test");
  dashboard = await startDashboard({
    homeserverUrl: "",
    env: { ALLOWED_HOMESERVERS: `${serverName}=${baseUrl} second.test=${second.baseUrl} *` },
  });
});
test.afterAll(async () => {
  await dashboard.stop();
  await second.stop();
});

/** Does it until something comes of it: what comes before the page is alive is lost. */
const untilHeard = (act: () => Promise<void>, outcome: Locator) =>
  expect(async () => {
    if (!(await outcome.isVisible())) await act();
    await expect(outcome).toBeVisible({ timeout: 4000 });
  }).toPass();

/** Types which server is meant. Typed once more it is another text, and is looked at. */
const typeServer = (page: Page, server: string, outcome: Locator) =>
  untilHeard(async () => {
    const field = page.getByRole("textbox", { name: "Homeserver" });
    await field.fill("");
    await field.fill(server);
  }, outcome);

test("shows what it found at an entered server, and takes a server from a Matrix ID", async ({
  page,
  synapse,
}) => {
  const admin = await synapse.createUser({ admin: true });
  await page.goto(`${dashboard.url}/sign-in?callbackUrl=%2Fjobs`);
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  const facts = page.getByRole("region", { name: "Homeserver", exact: true });
  await typeServer(page, "second.test", facts);
  await expect(facts).toContainText(second.baseUrl);

  await page.getByLabel(words("signIn.user")).fill(`@${admin.localpart}:${serverName}`);
  await page.getByLabel("Password", { exact: true }).focus();
  await expect(facts).toContainText(baseUrl);
  await expect(page.getByRole("textbox", { name: "Homeserver" })).toHaveValue(serverName);
  await expect(page.getByLabel(words("signIn.user"))).toHaveValue(
    `@${admin.localpart}:${serverName}`,
  );
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  expect(await synapse.devicesOf(admin.userId)).toHaveLength(1);
});

test("rejects an internal server, and signs in to another one", async ({ page }) => {
  await page.goto(`${dashboard.url}/sign-in`);
  await typeServer(page, "127.0.0.1", page.getByText(words("errors.address_refused.title")));
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  await page
    .getByRole("textbox", { name: "Homeserver" })
    .fill(`@${second.admin.localpart}:second.test`);
  await expect(page.getByLabel(words("signIn.user"))).toHaveValue(
    `@${second.admin.localpart}:second.test`,
  );
  await page.getByLabel("Password", { exact: true }).fill(second.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/users$/);
});

test("switches between two servers, and falls back to the other on sign-out", async ({ page }) => {
  const signIn = async (server: string, { localpart, password }: typeof second.admin) => {
    const facts = page.getByRole("region", { name: "Homeserver", exact: true });
    await untilHeard(() => page.getByRole("button", { name: server, exact: true }).click(), facts);
    await page.getByLabel(words("signIn.user")).fill(localpart);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page).toHaveURL(/\/users$/);
  };
  const menu = page.getByRole("button", { name: /switch to another/ });
  const account = page.getByRole("button", { name: /Your account/ });
  const { admin } = testHomeserver();
  const choose = async (button: Locator, item: Locator) => {
    await untilHeard(() => button.click(), item);
    await item.click();
  };

  await page.goto(`${dashboard.url}/sign-in`);
  await signIn(serverName, admin);
  await choose(menu, page.getByRole("menuitem", { name: "Sign in to another…" }));
  await expect(page.getByText(admin.userId)).toBeVisible();
  await signIn("second.test", second.admin);
  await expect(menu).toContainText("second.test");
  await expect(page.getByRole("link", { name: `@admin:${serverName}` })).toHaveCount(0);

  await choose(menu, page.getByRole("menuitemradio", { name: admin.userId }));
  await expect(menu).toContainText(serverName);
  await choose(menu, page.getByRole("menuitemradio", { name: second.admin.userId }));
  await expect(menu).toContainText("second.test");

  await choose(account, page.getByRole("menuitem", { name: "Sign out" }));
  await expect(menu).toContainText(serverName);
  await choose(account, page.getByRole("menuitem", { name: "Sign out" }));
  await expect(page.getByText(/You are signed out/)).toBeVisible();
});
