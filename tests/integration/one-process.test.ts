import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";

import { lockFolder } from "#lib/server/store/lock.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { runFolder, startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { Visitor } from "#tests/support/visitor.ts";

/*
 * Next bundles instrumentation, middleware, handlers and pages separately, each with its own copy of
 * every module. The embedded store is a value that `once.ts` makes: instrumentation opens it at the
 * start, and it can't be opened twice, by the same process neither (the first test). So where the
 * gate, a handler and a page all find a session in it (the second test), it is the same one for all.
 */

const homeserver = testHomeserver();
let dashboard: Dashboard;
beforeAll(async () => {
  dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl });
  return () => dashboard.stop();
});

test("locks a folder against its own process as well", async () => {
  const folder = await mkdtemp(join(runFolder(), "locked-"));
  const lock = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(`in use by another Synapse Dashboard (process`);
  lock.close();
});

test("shares what the start creates with the gate, handlers and pages", async () => {
  const { matrix } = await asAdmin(homeserver);
  const { userId, localpart, password } = await matrix.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);

  expect((await visitor.signIn(localpart, password)).status).toBe(200);
  expect((await visitor.read("session.lifetime")).status).toBe(200);
  const page = await visitor.ask("/users");
  expect(page.status).toBe(200);
  expect(page.text).toContain(userId);
  expect((await visitor.ask("/api/health")).json).toEqual({ ok: true });
});
