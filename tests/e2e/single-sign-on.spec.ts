import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { startSingleSignOn } from "#tests/support/authorization/identity-provider.ts";
import { walk } from "#tests/support/authorization/walk.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { expect, open, pathOf, REFUSED, signIn, test } from "./fixtures.ts";
import { TokenSearch } from "./token-search.ts";

test.use({ expectedOnConsole: [REFUSED] });
test.describe.configure({ mode: "serial" });

let company: Awaited<ReturnType<typeof startSingleSignOn>>;
let proxy: Awaited<ReturnType<typeof startProxy>>;
let dashboard: Dashboard;
let admin: MatrixClient;
/** What the dashboard has shown the homeserver. */
const tokens = new Set<string>();

test.beforeAll(async () => {
  company = await startSingleSignOn();
  const { baseUrl } = company.synapse;
  proxy = await startProxy(baseUrl, (_, { authorization }) => {
    if (authorization) tokens.add(authorization.replace("Bearer ", ""));
    return undefined;
  });
  // As where the dashboard has an address of its own for Synapse.
  const env = { PUBLIC_HOMESERVER_URL: baseUrl };
  dashboard = await startDashboard({ homeserverUrl: proxy.url, env });
  const { localpart, password } = company.synapse.admin;
  admin = await new MatrixClient(baseUrl).loginAs(localpart, password);
});
test.afterAll(async () => {
  await dashboard.stop();
  await proxy[Symbol.asyncDispose]();
  await company[Symbol.asyncDispose]();
});

async function comeAs(page: Page, user: string, path = "/users") {
  await page.goto(dashboard.url + path);
  await page.getByRole("button", { name: "Continue with Company SSO" }).click();
  await page.getByLabel("Who you are").fill(user);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
}

test("rejects a non-admin from single sign-on, and leaves no device behind", async ({ page }) => {
  await page.goto(`${dashboard.url}/sign-in`);
  await expect(page.getByRole("button", { name: "Continue with Company SSO" })).toBeEnabled();
  expect((await new AxeBuilder({ page }).disableRules(["region"]).analyze()).violations).toEqual(
    [],
  );
  await comeAs(page, "bruno");
  await expect(page.getByRole("alert").first()).toContainText("You are not a server admin");
  expect(await admin.devicesOf("@bruno:sso.localhost")).toEqual([]);
});

test("gives an account a sign-in at the company's provider, which works", async ({
  page,
  context,
}) => {
  const { synapse } = company;
  await signIn(context, dashboard.url, synapse.admin);
  const user = await admin.createUser({ displayname: "Dora Kim" });
  await open(page, dashboard.url + pathOf(user));
  await page.getByRole("button", { name: words("userActions.editExternalIds") }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("kim-4711");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  const path = `/_synapse/admin/v2${pathOf(user)}`;
  expect(await admin.call("GET", path)).toMatchObject({
    external_ids: [{ auth_provider: "oidc-company", external_id: "kim-4711" }],
  });

  const home = "http://localhost:1/";
  const start = `/_matrix/client/v3/login/sso/redirect/oidc-company?redirectUrl=${encodeURIComponent(home)}`;
  const back = await walk(synapse.baseUrl + start, "kim-4711", home);
  const body = { type: "m.login.token", token: back?.searchParams.get("loginToken") };
  expect(await admin.call("POST", "/_matrix/client/v3/login", { body })).toMatchObject({
    user_id: user.userId,
  });
});

test("signs an admin in by single sign-on to the requested page, without exposing a token", async ({
  page,
}) => {
  const search = new TokenSearch(page);
  const userId = "@bruno:sso.localhost";
  await admin.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, {
    body: { admin: true },
  });
  await comeAs(page, "bruno", "/users?q=bruno");
  await expect(page).toHaveURL(/\/users\?q=bruno$/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await search.look();
  await search.fetch("/api/auth/session");
  const devices = await admin.devicesOf(userId);
  expect(devices).toMatchObject([
    { display_name: expect.stringContaining("Synapse Dashboard on localhost") },
  ]);

  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("the access token was revoked")).toBeVisible();
  expect(await admin.devicesOf(userId)).toEqual([]);
  expect([...tokens].filter((token) => token.startsWith("syt_"))).not.toEqual([]);
  await search.expectNone(tokens, dashboard, userId);
});
