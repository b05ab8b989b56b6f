import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";

import type { OpenSession } from "#lib/contract/session.ts";
import { asAdmin } from "#tests/support/as-admin.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { query } from "#scripts/support/postgres/database.ts";
import { startProxy } from "#tests/support/proxy.ts";
import type { Account } from "#scripts/support/synapse/client.ts";
import {
  createTestDatabase,
  startDashboard,
  testHomeserver,
  testPostgres,
} from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

// Some start a dashboard twice.
vi.setConfig({ testTimeout: 60_000 });
const homeserver = testHomeserver();
let synapse: Awaited<ReturnType<typeof asAdmin>>;
beforeAll(async () => {
  synapse = await asAdmin(homeserver);
});

const newAdmin = () => synapse.matrix.createUser({ admin: true });
/** Ended sessions are looked for every 30 seconds. */
const patience = { timeoutMs: 40_000 };

/** A dashboard whose way to the homeserver is the test's to close, by a status or by waiting. */
async function startBehind(env: Record<string, string> = {}) {
  const way: { toLogout?: () => number | Promise<void> } = {};
  const proxy = await startProxy(homeserver.baseUrl, (url) =>
    url.endsWith("/logout") ? way.toLogout?.() : undefined,
  );
  const dashboard = await startDashboard({ homeserverUrl: proxy.url, env });
  onTestFinished(async () => {
    await dashboard.kill();
    await proxy[Symbol.asyncDispose]();
  });
  return { dashboard, way };
}

async function signIn(at: Dashboard, { localpart, password }: Account, headers = {}) {
  const visitor = new Visitor(at.url, headers);
  expect(await visitor.signIn(localpart, password)).toMatchObject({ status: 200 });
  const device = (await openSessions(visitor)).find(({ is_current }) => is_current)?.device_id;
  return { visitor, device };
}
const openSessions = async (visitor: Visitor) =>
  ((await visitor.read("session.list")).json as { sessions: OpenSession[] }).sessions;

const devicesOf = async ({ userId }: Account) =>
  (await synapse.matrix.devicesOf(userId)).map(({ device_id }) => device_id);
const untilOnly = (account: Account, devices: (string | null | undefined)[]) =>
  until(
    "the devices of ended sessions to be gone",
    async () => (await devicesOf(account)).join() === devices.join(),
    patience,
  );

describe("my sessions", () => {
  let dashboard: Dashboard;
  beforeAll(async () => {
    dashboard = await startDashboard({ homeserverUrl: homeserver.baseUrl });
    return () => dashboard.stop();
  });

  test("lists place, time and device of one's own sessions only", async () => {
    const [ada, bob] = await Promise.all([newAdmin(), newAdmin()]);
    const before = Date.now();
    const laptop = { "user-agent": "Laptop", "x-forwarded-for": "192.0.2.7" };
    const phone = { "user-agent": "Phone", "x-forwarded-for": "2001:db8::1" };
    const first = await signIn(dashboard, ada, laptop);
    const second = await signIn(dashboard, ada, phone);
    await signIn(dashboard, bob);

    const sessions = await openSessions(second.visitor);
    expect(sessions).toHaveLength(2);
    expect(sessions).toMatchObject([
      { is_current: true, device_id: second.device, ip: "2001:db8::1", user_agent: "Phone" },
      { is_current: false, device_id: first.device, ip: "192.0.2.7", user_agent: "Laptop" },
    ]);
    for (const { started_ts, seen_ts } of sessions) {
      expect(started_ts).toBeGreaterThanOrEqual(before);
      expect(seen_ts).toBeGreaterThanOrEqual(started_ts);
    }
    expect((await devicesOf(ada)).toSorted()).toEqual([first.device, second.device].toSorted());
  });

  test("revokes one session with its device, tells its browser, and keeps the others", async () => {
    const ada = await newAdmin();
    const kept = await signIn(dashboard, ada);
    const lost = await signIn(dashboard, ada);
    const other = (await openSessions(kept.visitor)).find(({ is_current }) => !is_current);

    const answer = await kept.visitor.write("session.revoke", { session_id: other?.id });
    expect(answer.json).toEqual({ ended: 1 });
    expect((await lost.visitor.ask("/users")).headers["location"]).toMatch(/session_revoked/);
    expect(await lost.visitor.read("users.list")).toMatchObject({
      status: 401,
      json: { code: "signed_out", details: { reason: "session_revoked" } },
    });
    expect(await kept.visitor.read("session.lifetime")).toMatchObject({ status: 200 });
    await untilOnly(ada, [kept.device]);
  });

  test("revokes all other sessions at once, and none of other people", async () => {
    const [ada, bob] = await Promise.all([newAdmin(), newAdmin()]);
    const stranger = await signIn(dashboard, bob);
    const lost = [await signIn(dashboard, ada), await signIn(dashboard, ada)];
    const kept = await signIn(dashboard, ada);

    expect((await kept.visitor.write("session.revokeOthers")).json).toEqual({ ended: 2 });
    for (const { visitor } of lost) expect((await visitor.read("users.list")).status).toBe(401);
    await untilOnly(ada, [kept.device]);
    expect((await stranger.visitor.read("session.lifetime")).status).toBe(200);
  });

  test("rejects revoking another person's session", async () => {
    const [ada, bob] = await Promise.all([newAdmin(), newAdmin()]);
    const [victim, attacker] = [await signIn(dashboard, ada), await signIn(dashboard, bob)];
    const [session] = await openSessions(victim.visitor);
    const answer = await attacker.visitor.write("session.revoke", { session_id: session?.id });
    expect(answer.json).toEqual({ ended: 0 });
    expect((await victim.visitor.read("session.lifetime")).status).toBe(200);
  });
});

describe("the device of an ended session", () => {
  test("removes the device once the homeserver is available again", async () => {
    const { dashboard, way } = await startBehind();
    const ada = await newAdmin();
    const { visitor, device } = await signIn(dashboard, ada);
    way.toLogout = () => 502;
    expect((await visitor.write("session.end")).json).toEqual({ token: "unreachable", beside: [] });
    expect(await devicesOf(ada)).toEqual([device]);

    delete way.toLogout;
    // It looks for what is left to end at its start, and every 30 seconds.
    await dashboard.stop();
    await dashboard.restart();
    await untilOnly(ada, []);
  });

  test("removes the device after a crash during sign-out", async () => {
    const { dashboard, way } = await startBehind();
    const ada = await newAdmin();
    const { visitor } = await signIn(dashboard, ada);
    const cookies = new Map(visitor.cookies);
    const { arrived } = holdLogout(way);
    const ending = visitor.write("session.end").catch(() => "no answer");
    await arrived;
    await dashboard.kill();
    expect(await ending).toBe("no answer");

    delete way.toLogout;
    await dashboard.restart();
    for (const [name, value] of cookies) visitor.cookies.set(name, value);
    expect((await visitor.read("session.lifetime")).status).toBe(401);
    await untilOnly(ada, []);
  });
});

describe.skipIf(!testPostgres())("on PostgreSQL, with shifted time", () => {
  const secret = "a secret that lies elsewhere than the store";
  const onPostgres = async () => {
    const database = await createTestDatabase();
    return { database, ...(await startBehind({ DATABASE_URL: database, SESSION_SECRET: secret })) };
  };

  test.each([
    ["past its absolute end", "started_at", "13 hours", "ended"],
    ["past its idle timeout", "seen_at", "3 hours", "idle"],
  ])("rejects a session %s, and removes its device", async (_, column, ago, reason) => {
    const { database, dashboard } = await onPostgres();
    const [ada, bob] = await Promise.all([newAdmin(), newAdmin()]);
    const [old, young] = [await signIn(dashboard, ada), await signIn(dashboard, bob)];
    await query(
      database,
      `update dashboard.sessions set ${column} = ${column} - $1::interval where user_id = $2`,
      [ago, ada.userId],
    );

    const page = await old.visitor.ask("/users");
    expect(page.headers["location"]).toMatch(new RegExp(`reason=${reason}`));
    await dashboard.stop();
    await dashboard.restart();
    await untilOnly(ada, []);
    expect((await old.visitor.read("users.list")).status).toBe(401);
    expect((await young.visitor.read("session.lifetime")).status).toBe(200);
    expect(await devicesOf(bob)).toEqual([young.device]);
  });

  test("shows an admin without rights nothing from the store, and ends the session", async () => {
    const { database, dashboard } = await onPostgres();
    const ada = await newAdmin();
    const { visitor } = await signIn(dashboard, ada);
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(ada.userId)}`;
    await synapse.matrix.call("PUT", path, { body: { admin: false } });
    await query(
      database,
      "update dashboard.sessions set started_at = started_at - interval '61 seconds'",
    );

    // The sign-in is in the audit trail, with this action.
    expect((await visitor.ask("/audit")).text).not.toContain("session.start");
    expect((await openSessions(visitor)).length).toBe(1);
    const download = await visitor.ask("/api/exports/audit?format=csv");
    expect(download.status).toBe(303);
    expect(download.headers["location"]).toMatch(/reason=not_admin/);
    expect(await visitor.read("jobs.list")).toMatchObject({ status: 401 });
    await untilOnly(ada, []);
  });

  test("finishes removing a device after a crash in the middle", async () => {
    const { database, dashboard, way } = await onPostgres();
    const ada = await newAdmin();
    await signIn(dashboard, ada);
    const kept = await signIn(dashboard, ada);
    const { arrived } = holdLogout(way);
    expect((await kept.visitor.write("session.revokeOthers")).json).toEqual({ ended: 1 });
    await arrived;
    await dashboard.kill();

    delete way.toLogout;
    // Who takes one keeps others away from it for a minute.
    await query(database, "update dashboard.sessions set retry_at = retry_at - interval '1 hour'");
    await dashboard.restart();
    await untilOnly(ada, [kept.device]);
  });
});

/** From now on nobody is answered who logs out. */
function holdLogout(way: { toLogout?: () => Promise<void> | number }) {
  const { promise: arrived, resolve } = Promise.withResolvers<void>();
  way.toLogout = () => {
    resolve();
    return new Promise(() => undefined);
  };
  return { arrived };
}
