import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { startProxy } from "#tests/support/proxy.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, open, pathOf, REFUSED, signIn, test } from "./fixtures.ts";

/**
 * Violations of WCAG 2.2 AA and of what axe calls best practice; but an open menu lies outside of
 * all landmarks, as menus do.
 */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).disableRules(["region"]).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}
const isTooWide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** What streams in is in the document twice for a moment: where it comes from, hidden, and where it belongs. */
const inMain = (page: Page, text: string) => page.getByRole("main").getByText(text);

for (const colorScheme of ["light", "dark"] as const) {
  for (const viewport of [
    { width: 1360, height: 900 },
    { width: 360, height: 740 },
  ]) {
    test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
      test.use({ colorScheme, viewport, expectedOnConsole: [REFUSED] });

      test("makes every page accessible and no wider than the window", async ({
        page,
        admin,
        synapse,
      }) => {
        // axe reads every element of many pages.
        test.slow();
        const user = await createUser(
          synapse,
          ["Phone", "A device with a name that goes on and on"],
          {
            displayname: "Somebody-with-a-very-long-name-and-no-space-in-it-at-all-really",
          },
        );
        const check = async (what: string) => {
          expect(await isTooWide(page), what).toBe(false);
          expect(await violations(page), what).toEqual([]);
        };
        await page.goto("/users?state=deactivated&sort=last_seen_ts");
        await page.getByRole("heading", { level: 1 }).waitFor();
        await check("an empty or short list");
        await page.goto(`/users?q=${user.localpart}`);
        await page.getByRole("table").waitFor();
        await check("the list");
        await page.getByRole("button", { name: /^More actions for/ }).click();
        await page.getByRole("menu").waitFor();
        await check("a menu");
        await page.getByRole("menuitem", { name: "Reset password…" }).click();
        await page.getByRole("radio", { name: /Sign out all 2 devices/ }).check();
        await check("resetting a password");
        await page.getByRole("button", { name: "Reset password and sign out" }).click();
        await page.getByText("All devices were signed out.").waitFor();
        await check("a password that was reset");
        await page.goto(pathOf(user));
        await page.getByRole("heading", { level: 1 }).waitFor();
        await check("a user");
        await page.getByRole("button", { name: words("userActions.editEmails") }).click();
        await page.getByRole("dialog").waitFor();
        await check("something to change");
        await page.goto("/users/new");
        await page.getByLabel(words("createUser.name")).waitFor();
        await check("a new user");
        await page.goto(`${pathOf(admin)}/devices`);
        await page.getByRole("table").waitFor();
        await page.getByRole("checkbox").nth(1).check();
        await check("devices");
        await page
          .getByRole("region", { name: "Actions" })
          .getByRole("button", { name: words("devices.revoke") })
          .click();
        await page.getByRole("dialog").waitFor();
        await check("a question");
        await page.goto(`${pathOf(admin)}/sessions`);
        await inMain(page, "Synapse keeps each for 28 days").waitFor();
        await check("addresses");
        await page.goto(`${pathOf(user)}/rooms`);
        await inMain(page, "This user is not in any room,").waitFor();
        await check("no rooms");
        // The new password has signed their devices out.
        const { access_token: token } = await synapse.call<{ access_token: string }>(
          "POST",
          `/_synapse/admin/v1/users/${encodeURIComponent(user.userId)}/login`,
          { body: {} },
        );
        const dataPath = `/_matrix/client/v3/user/${encodeURIComponent(user.userId)}/account_data`;
        await synapse.call(
          "PUT",
          `${dataPath}/org.example.a-type-with-a-name-that-goes-on-and-on`,
          {
            token,
            body: { note: "long ".repeat(200) },
          },
        );
        await page.goto(`${pathOf(user)}/data`);
        await page.getByRole("button", { name: "Open account data" }).click();
        await page.getByRole("button", { name: /^org\.example/ }).click();
        await page.getByRole("dialog").waitFor();
        await check("account data");
        await page.goto(`${pathOf(user)}/limits`);
        await page.getByRole("checkbox", { name: /msc3575/ }).waitFor();
        await page.getByRole("radio", { name: /Custom limits/ }).check();
        await check("limits");
        await synapse
          .as({ token })
          .upload("a name that goes on and on and on.png", "image/png", new Uint8Array([1]));
        await page.goto(`${pathOf(user)}/media`);
        await page.getByRole("table").waitFor();
        await page.getByRole("checkbox").nth(1).check();
        await check("files");
        await page.getByText("Grid").click();
        await page.getByRole("button", { name: /^Show picture/ }).waitFor();
        await check("files as tiles");
        await page.getByRole("button", { name: "More actions", exact: true }).click();
        await page.getByRole("menuitem", { name: words("userActions.logInAs") }).click();
        await page.getByRole("radio", { name: /log in as them/ }).check();
        await page.getByRole("button", { name: "Continue" }).click();
        await page.getByLabel("Reason").fill("looking at it");
        await page.getByRole("button", { name: words("logInAs.make") }).click();
        await page.getByRole("timer").waitFor();
        await check("a token of somebody's account");
        await page.getByRole("button", { name: "Revoke now" }).click();
        await page.getByText("The token was revoked", { exact: false }).waitFor();
        await page.goto(`${pathOf(user)}/history`);
        await page.getByRole("table").waitFor();
        await check("a user's history");
        await page.goto(`/audit?who=${encodeURIComponent(admin.userId)}&within=week`);
        await page
          .getByRole("button", { name: words("audit.actions.users.resetPassword") })
          .click();
        await page.getByRole("dialog").waitFor();
        await check("a record");
        await page.getByRole("button", { name: "Close" }).last().click();
        await page.getByRole("dialog").waitFor({ state: "detached" });
        await check("the audit trail");
        await page.getByRole("button", { name: "Time: Last 7 days" }).click();
        await page.getByRole("menuitem", { name: "Custom range…" }).click();
        await page.getByLabel("From").waitFor();
        await check("days to choose");
        await page.goto("/audit?q=nothing-has-this-in-it");
        await inMain(page, "No records match").waitFor();
        await check("no records");
        await page.goto("/account/sessions");
        await page.getByRole("table").waitFor();
        await check("my sessions");
        await page.goto("/no-such-page");
        await check("a page that is not there");
        await page.context().clearCookies();
        await page.goto("/sign-in");
        await page.getByLabel(words("createUser.name")).waitFor();
        await check("signing in");
      });
    });
  }
}

test("keeps the chosen theme from the first paint", async ({ page, admin }) => {
  expect(admin).toBeDefined();
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/users");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await page.getByRole("button", { name: /Your account/ }).click();
  const saved = page.waitForResponse(/preferences\.set/);
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  await saved;
  expect(await background()).not.toBe(light);
  const html = await (await page.request.get("/users")).text();
  expect(html).toContain('data-theme="dark"');
});

test("hides the navigation behind a button on a phone, and offers every action", async ({
  page,
  admin,
  synapse,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const user = await createUser(synapse, ["Phone"]);
  expect(admin).toBeDefined();
  await page.goto(`${pathOf(user)}/devices`);
  await page.getByRole("button", { name: "More actions for Phone" }).click();
  await expect(page.getByRole("menuitem", { name: words("devices.revoke") })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Users" }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("works by keyboard alone: list, dialog and back to the opener", async ({
  page,
  admin,
  synapse,
}) => {
  const user = await createUser(synapse);
  expect(admin).toBeDefined();
  await open(page, `/users?q=${user.localpart}`);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("#content")).toBeFocused();

  const more = page.getByRole("button", { name: "More actions for Chiara Neri" });
  await more.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toBeVisible();
  // Its first letter finds an item of a menu.
  await page.keyboard.press("r");
  await expect(page.getByRole("menuitem", { name: "Reset password…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(more).toBeFocused();
});

test("keeps the page in place while a dialog loads", async ({ page, admin }) => {
  await open(page, `/users?q=${admin.localpart}`);
  await page.getByRole("table").waitFor();
  const { promise: mayLoad, resolve: load } = Promise.withResolvers<void>();
  const asked = page.waitForRequest(/_next\/static\/.*\.js/);
  await page.route(/_next\/static\/.*\.js/, async (route) => {
    await mayLoad;
    await route.continue();
  });
  await page.getByRole("button", { name: "More actions for Ada Lind" }).click();
  await page.getByRole("menuitem", { name: "Reset password…" }).click();
  await asked;
  await expect(page.getByRole("table")).toBeVisible();
  load();
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("makes one call to Synapse for the first paint, and one per change", async ({
  page,
  context,
  synapse,
  afterwards,
}) => {
  const asked: string[] = [];
  const proxy = await startProxy(testHomeserver().baseUrl, (url) => {
    if (url.startsWith("/_synapse/admin/v3/users")) asked.push(url);
    return undefined;
  });
  afterwards.use(proxy);
  const dashboard = await startDashboard({ homeserverUrl: proxy.url });
  afterwards.defer(dashboard.stop);
  const account = await synapse.createUser({ admin: true });
  await signIn(context, dashboard.url, account);

  await page.goto(`${dashboard.url}/users`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(asked).toHaveLength(1);

  await page.getByRole("button", { name: "Type", expanded: false }).click();
  await page.getByRole("menuitemradio", { name: words("users.filters.kinds.people") }).click();
  await expect.poll(() => asked.length).toBe(2);

  // In one go: how many pauses a slow machine makes while it types is not for this test to say.
  await page.getByRole("searchbox").fill(account.localpart);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.waitForLoadState("networkidle");
  expect(asked).toHaveLength(3);
});
