import type { Page, Response } from "@playwright/test";

import { startProxy } from "#tests/support/proxy.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";

import { expect, pathOf, REFUSED, someone, test } from "./fixtures.ts";

test.use({ expectedOnConsole: [REFUSED] });

/** Everything that a page's own scripts could get hold of. */
async function reachable(page: Page): Promise<string> {
  const held = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
    databases: JSON.stringify(await indexedDB.databases()),
    caches: JSON.stringify(await caches.keys()),
    name: window.name,
    history: JSON.stringify(history.state),
  }));
  return JSON.stringify(held) + (await page.content());
}

async function textOf(response: Response): Promise<string> {
  const head = `${response.url()} ${JSON.stringify(await response.allHeaders())}`;
  // A redirect has no body, and one that was given up has none any more.
  const body = await response.text().catch(() => "");
  return head + body;
}

test("the access token is found nowhere: not in an answer, a header, a cookie, a page, storage or a log", async ({
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
  const user = await someone(synapse, ["Phone", "Laptop"]);

  const responses: Promise<string>[] = [];
  const shown: string[] = [];
  page.on("response", (response) => responses.push(textOf(response)));
  page.on("console", (message) => shown.push(message.text()));
  const look = async () => void shown.push(page.url(), await reachable(page));

  await page.goto(`${dashboard.url}/users?q=${user.localpart}`);
  await look();
  await page.getByLabel("User name").fill(admin.localpart);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("link", { name: "Chiara Neri" }).click();
  await page.getByRole("heading", { level: 1, name: "Chiara Neri" }).waitFor();
  await look();

  await page.getByRole("button", { name: "Reset password…" }).click();
  await page.getByRole("button", { name: "Reset password", exact: true }).click();
  await page.getByText("2 devices are still signed in.").waitFor();
  await look();
  await page.getByRole("button", { name: "Done" }).click();

  await page.getByRole("link", { name: "Devices 2" }).click();
  await page
    .getByRole("row", { name: /Laptop/ })
    .getByRole("button", { name: "Revoke…" })
    .click();
  await page.getByRole("button", { name: "Revoke the device" }).click();
  await page.getByRole("button", { name: "Done" }).click();
  await look();
  for (const path of ["/api/auth/session", "/api/admin/session.lifetime", "/api/exports/users"]) {
    shown.push(await page.evaluate(async (url) => (await fetch(url)).text(), path));
  }

  // And what is said when the homeserver refuses it.
  const path = `/_synapse/admin/v2${pathOf(admin)}/delete_devices`;
  const devices = (await synapse.devicesOf(admin.userId)).map(({ device_id }) => device_id);
  await synapse.call("POST", path, { body: { devices } });
  await page.goto(`${dashboard.url}/users`);
  await page.getByText(/its device was signed out elsewhere/).waitFor();
  await look();
  const answers = (await Promise.all(responses)).join("\n");
  await page.close();
  await dashboard.stop();

  const [token = "", ...others] = tokens;
  expect(others).toEqual([]);
  expect(token).toMatch(/^syt_/);
  // The search finds what is there to be found.
  expect(answers).toContain(user.userId);
  const everything = [answers, ...shown, ...dashboard.logs()].join("\n");
  expect(everything.includes(token)).toBe(false);
  // Nor in the forms that it takes in an address or in JSON within JSON.
  for (const form of [encodeURIComponent(token), btoa(token), token.slice(4, 40)]) {
    expect(everything.includes(form), form).toBe(false);
  }
});
