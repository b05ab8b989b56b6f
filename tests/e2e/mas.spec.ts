import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

import { startMas } from "#tests/support/authorization/mas.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { expect, REFUSED, test } from "./fixtures.ts";
import { TokenSearch } from "./token-search.ts";

test.use({ expectedOnConsole: [REFUSED] });
test.describe.configure({ mode: "serial" });

let mas: Awaited<ReturnType<typeof startMas>>;
let dashboard: Dashboard;

test.beforeAll(async () => {
  mas = await startMas({ admins: ["ana"] });
  await mas.provision("ana");
  await mas.provision("bruno");
  dashboard = await startDashboard({ homeserverUrl: mas.synapse.baseUrl });
});
test.afterAll(async () => {
  await dashboard.stop();
  await mas[Symbol.asyncDispose]();
});

async function leaveAs(page: Page, user: string, path = "/users") {
  await page.goto(dashboard.url + path);
  await page.getByRole("button", { name: /^(Continue|Start again) at/ }).click();
  await page.getByLabel("Who you are").fill(user);
  await page.getByRole("button", { name: "Go on" }).click();
}

test("keeps a non-admin at the service, and explains it on the sign-in page", async ({ page }) => {
  await page.goto(`${dashboard.url}/sign-in`);
  await expect(page.getByRole("button", { name: /^Continue at/ })).toBeEnabled();
  await expect(page.getByLabel("Password", { exact: true })).toHaveCount(0);
  expect((await new AxeBuilder({ page }).disableRules(["region"]).analyze()).violations).toEqual(
    [],
  );
  await leaveAs(page, "bruno");
  await expect(page.getByRole("heading", { name: "You may not do this" })).toBeVisible();
  await page.goto(`${dashboard.url}/sign-in`);
  await expect(page.getByText("You did not come back from")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Start again at/ })).toBeEnabled();
});

test("checks every part of the authentication service in diagnostics", async ({ page }) => {
  await page.goto(`${dashboard.url}/sign-in/diagnostics`);
  const step = (name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(step("Matrix Authentication Service")).toContainText(mas.issuer);
  await expect(step("Matrix Authentication Service")).toContainText(
    words("diagnostics.results.ok"),
  );
  await expect(step(words("diagnostics.steps.mas_client"))).toContainText(
    words("diagnostics.results.ok"),
  );
  await expect(step("MAS admin API")).toContainText("404");
  await expect(page.getByText("Failed", { exact: true })).toHaveCount(0);
});

test("signs an admin in to the requested page, and out at the service too", async ({ page }) => {
  const search = new TokenSearch(page);
  await leaveAs(page, "ana", "/users?q=bruno");
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page).toHaveURL(/\/users\?q=bruno$/);
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await search.look();
  await search.fetch("/api/auth/session");

  // What the service decides is not offered, and it is said why.
  await page.getByRole("link", { name: "bruno", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "bruno" }).waitFor();
  await expect(page.getByText(/manages this homeserver’s accounts/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Reset password…" })).toHaveCount(0);
  await page.getByRole("button", { name: "More actions", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Suspend…" })).toBeVisible();
  for (const name of ["Lock…", "Deactivate…", words("userActions.logInAs")]) {
    await expect(page.getByRole("menuitem", { name })).toHaveCount(0);
  }
  await page.keyboard.press("Escape");
  await page.goto(`${dashboard.url}/account/sessions`);
  await expect(page.getByRole("row").filter({ hasText: "Authentication service" })).toBeVisible();
  await search.look();

  await page.getByRole("button", { name: /Your account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByText("the access token was revoked")).toBeVisible();
  expect(mas.tokens.size).toBeGreaterThan(1);
  await search.expectNone(mas.tokens, dashboard, "@bruno:mas.localhost");
});
