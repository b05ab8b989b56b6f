import { AxeBuilder } from "@axe-core/playwright";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { startFakeHomeserver, type FakeHomeserver } from "#tests/support/fake-homeserver.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startDashboard } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { expect, REFUSED, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });

let synapse: FakeHomeserver;
let dashboard: Dashboard;
test.beforeAll(async () => {
  synapse = await startFakeHomeserver();
  dashboard = await startDashboard({ homeserverUrl: synapse.baseUrl });
});
test.afterAll(async () => {
  await dashboard.stop();
  await synapse[Symbol.asyncDispose]();
});

test("finds the failing step from a failed sign-in, and shows the fix", async ({ page }) => {
  synapse.answer(matrix.versions, { versions: ["v1.11"] });
  synapse.answer(matrix.loginFlows, { flows: [{ type: "m.login.password" }] });
  synapse.reply(matrix.serverVersion, (_, response) => response.writeHead(404).end("<html>"));
  synapse.refuse(matrix.login, 403, "M_FORBIDDEN");

  await page.goto(`${dashboard.url}/sign-in`);
  await page.getByLabel(words("signIn.user")).fill("ada");
  await page.getByLabel("Password", { exact: true }).fill("secret-of-ada");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Find out why" }).click();
  await expect(page).toHaveURL(/\/sign-in\/diagnostics$/);
  const step = (name: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(step(words("diagnostics.steps.admin_api"))).toContainText("Failed");
  await expect(step(words("diagnostics.steps.admin_api"))).toContainText("HTTP 404");
  await expect(step(words("diagnostics.steps.versions"))).toContainText(
    words("diagnostics.results.ok"),
  );
  await expect(step("Admin rights")).toContainText("Not checked");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  synapse.answer(matrix.serverVersion, { server_version: "1.163.2" });
  await page.getByRole("button", { name: "Also test signing in" }).click();
  await page.getByLabel(words("signIn.user")).fill("ada");
  await page.getByLabel("Password").fill("secret-of-ada");
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(step(words("diagnostics.steps.synapse_version"))).toContainText("Synapse 1.163.2");
  await expect(step("Sign-in")).toContainText(words("errors.wrong_credentials.title"));
});
