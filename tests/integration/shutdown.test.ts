import { expect, test, vi } from "vitest";

import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { startProxy } from "#tests/support/proxy.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

vi.setConfig({ testTimeout: 60_000 });
const homeserver = testHomeserver();
const { matrix } = await asAdmin(homeserver);

async function signIn(at: Dashboard): Promise<Visitor> {
  const { localpart, password } = await matrix.createUser({ admin: true });
  const visitor = new Visitor(at.url);
  expect(await visitor.signIn(localpart, password)).toMatchObject({ status: 200 });
  return visitor;
}

/** Lets the homeserver answer what has this in its address only when the test says so. */
async function holdBack(part: string) {
  const arrived = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const proxy = await startProxy(homeserver.baseUrl, (url) => {
    if (!url.includes(part)) return undefined;
    arrived.resolve();
    return released.promise;
  });
  return { proxy, arrived: arrived.promise, release: released.resolve };
}

test.each([
  ["the dashboard", false],
  ["its whole process group, npm included", true],
])("lets a running write finish on a signal to %s, and starts none", async (_, byNpm) => {
  const { proxy, arrived, release } = await holdBack("/reset_password/");
  await using _closed = proxy;
  const dashboard = await startDashboard({ homeserverUrl: proxy.url, byNpm });
  const visitor = await signIn(dashboard);
  const { userId, localpart } = await matrix.createUser();
  const new_password = "correct horse battery";
  const reset = { user_id: userId, new_password, logout_devices: false };

  const writing = visitor.write("users.resetPassword", reset);
  await arrived;
  const stopping = dashboard.stop();
  await expect.poll(() => dashboard.logs().join()).toContain("shutting down");
  expect(await visitor.write("session.stay")).toMatchObject({
    status: 503,
    json: { code: "shutting_down" },
  });
  release();

  expect(await writing).toMatchObject({ status: 200 });
  await stopping;
  await expect(
    new MatrixClient(homeserver.baseUrl).login(localpart, new_password),
  ).resolves.toBeDefined();
});

test("exits despite an endless export", async () => {
  const { proxy, arrived, release } = await holdBack("/_synapse/admin/v3/users?");
  await using _closed = proxy;
  const dashboard = await startDashboard({
    homeserverUrl: proxy.url,
    env: { HOMESERVER_TIMEOUT_MS: "60000" },
  });
  const visitor = await signIn(dashboard);
  const exporting = visitor.ask("/api/exports/users").catch((error: unknown) => error);
  await arrived;

  const startedAt = performance.now();
  await dashboard.stop();

  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await exporting).toBeInstanceOf(Error);
  release();
});
