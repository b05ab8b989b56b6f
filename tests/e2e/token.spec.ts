import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { words } from "#tests/support/words.ts";

import { createUser, expect, pathOf, REFUSED, test } from "./fixtures.ts";
import { TokenSearch } from "./token-search.ts";

test.use({ expectedOnConsole: [REFUSED] });

test("exposes the access token nowhere: answers, headers, cookies, pages, storage or logs", async ({
  page,
  synapse,
  afterwards,
}) => {
  test.slow();
  const tokens = new Set<string>();
  const proxy = await startProxy(testHomeserver().baseUrl, (_url, { authorization }) => {
    if (authorization) tokens.add(authorization.replace("Bearer ", ""));
    return undefined;
  });
  afterwards.use(proxy);
  const dashboard = await startDashboard({ homeserverUrl: proxy.url });
  afterwards.defer(dashboard.stop);
  const admin = await synapse.createUser({ admin: true });
  const user = await createUser(synapse, ["Phone", "Laptop"]);

  const search = new TokenSearch(page);
  const look = () => search.look();

  await page.goto(`${dashboard.url}/users?q=${user.localpart}`);
  await look();
  await page.getByLabel(words("signIn.user")).fill(admin.localpart);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Chiara Neri" }).click();
  await page.getByRole("heading", { level: 1, name: "Chiara Neri" }).waitFor();
  await look();

  await page.getByRole("button", { name: "Reset password…" }).click();
  await page.getByRole("button", { name: "Reset password", exact: true }).click();
  await page.getByText(words("password.kept", { count: 2 })).waitFor();
  await look();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("link", { name: "Devices 2" }).click();
  await page
    .getByRole("row", { name: /Laptop/ })
    .getByRole("button", { name: words("devices.revoke") })
    .click();
  await page.getByRole("button", { name: words("revoke.submit", { count: 1 }) }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await look();
  for (const path of ["/api/auth/session", "/api/admin/session.lifetime", "/api/exports/users"]) {
    await search.fetch(path);
  }

  // And what is said when the homeserver refuses it.
  const path = `/_synapse/admin/v2${pathOf(admin)}/delete_devices`;
  const devices = (await synapse.devicesOf(admin.userId)).map(({ device_id }) => device_id);
  await synapse.call("POST", path, { body: { devices } });
  await page.goto(`${dashboard.url}/users`);
  await page.getByText(/its device was signed out elsewhere/).waitFor();
  await look();

  const [token = "", ...others] = tokens;
  expect(others).toEqual([]);
  expect(token).toMatch(/^syt_/);
  await search.expectNone(tokens, dashboard, user.userId);
});

test("exposes a pasted token nowhere", async ({ page, synapse, afterwards }) => {
  const dashboard = await startDashboard({ homeserverUrl: testHomeserver().baseUrl });
  afterwards.defer(dashboard.stop);
  const admin = await synapse.createUser({ admin: true });
  const guest = new MatrixClient(synapse.baseUrl);
  const { access_token } = await guest.login(admin.localpart, admin.password);
  const search = new TokenSearch(page);
  await page.goto(`${dashboard.url}/users?q=${admin.localpart}`);
  await page.getByRole("button", { name: "Use an access token instead" }).click();
  await page.getByLabel("Access token", { exact: true }).fill(access_token);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await search.look();
  await search.fetch("/api/auth/session");
  await page.goto(`${dashboard.url}/account/sessions`);
  await expect(page.getByText("Pasted token", { exact: true })).toBeVisible();
  await search.look();
  await search.expectNone([access_token], dashboard, admin.userId);
});
