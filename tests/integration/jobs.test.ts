import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { Job, JobItem } from "#lib/contract/jobs.ts";
import type { AuditRecord } from "#lib/contract/audit.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

const LIMIT = { timeoutMs: 60_000 };
let dashboard: Dashboard;
let synapse: MatrixClient;

beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
});
afterAll(() => dashboard.stop());

async function asAdmin() {
  const admin = await synapse.createUser({ admin: true });
  const visitor = new Visitor(dashboard.url);
  await visitor.signIn(admin.localpart, admin.password);
  return { admin, visitor };
}

const someUsers = (count: number) =>
  Promise.all(Array.from({ length: count }, () => synapse.createUser()));
const idsOf = (users: readonly { userId: string }[]) => users.map(({ userId }) => userId);
const userAt = (userId: string) =>
  synapse.call<Record<string, unknown>>(
    "GET",
    `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`,
  );

async function start(visitor: Visitor, task: object, selection: object): Promise<string> {
  const { status, json } = await visitor.write("jobs.start", { task, selection });
  expect(status).toBe(200);
  return (json as { job_id: string }).job_id;
}
const jobOf = async (visitor: Visitor, job_id: string) =>
  (await visitor.read("jobs.get", { job_id })).json as Job;
const itemsOf = async (visitor: Visitor, job_id: string) =>
  ((await visitor.read("jobs.items", { job_id, limit: 500 })).json as { items: JobItem[] }).items;
const untilState = (visitor: Visitor, job_id: string, state: Job["state"]) =>
  until(
    `the job to be ${state}`,
    async () => {
      const job = await jobOf(visitor, job_id);
      return job.state === state ? job : undefined;
    },
    LIMIT,
  );

test("locks every account but the admin's own, and records all of it", async () => {
  const { admin, visitor } = await asAdmin();
  const users = await someUsers(5);
  const selection = { user_ids: [...idsOf(users), admin.userId] };
  const job_id = await start(visitor, { kind: "lock", locked: true }, selection);

  const job = await untilState(visitor, job_id, "done");
  expect(job).toMatchObject({ admins: [admin.userId], counts: { done: 5, skipped: 1, failed: 0 } });
  for (const { userId } of users) expect(await userAt(userId)).toMatchObject({ locked: true });
  expect(await userAt(admin.userId)).toMatchObject({ locked: false });
  expect((await itemsOf(visitor, job_id)).at(-1)).toMatchObject({
    state: "skipped",
    result: { reason: "own_account" },
  });
  const { json } = await visitor.read("audit.list", { who: admin.userId, action: "users.lock" });
  const { records } = json as { records: AuditRecord[] };
  expect(records.map(({ target }) => target).sort()).toEqual(idsOf(users).sort());
  expect(new Set(records.map((record) => record.job_id))).toEqual(new Set([job_id]));
});

test("resolves a filter when the job starts, to exactly the matching users", async () => {
  const { visitor } = await asAdmin();
  const [inside, other] = await someUsers(2);
  const name = inside?.localpart;
  const job_id = await start(visitor, { kind: "suspend", suspend: true }, { filter: { name } });
  expect(await untilState(visitor, job_id, "done")).toMatchObject({
    is_collected: true,
    counts: { done: 1 },
  });
  expect(await userAt(`${inside?.userId}`)).toMatchObject({ suspended: true });
  expect(await userAt(`${other?.userId}`)).toMatchObject({ suspended: false });
});

test("revokes devices user by user, and reports how many", async () => {
  const { visitor } = await asAdmin();
  const users = await someUsers(2);
  const guest = new MatrixClient(testHomeserver().baseUrl);
  for (const user of users) {
    for (const deviceName of ["One", "Two"]) {
      await guest.login(user.localpart, user.password, { deviceName });
    }
  }
  const job_id = await start(visitor, { kind: "revoke_devices" }, { user_ids: idsOf(users) });
  await untilState(visitor, job_id, "done");
  expect(await itemsOf(visitor, job_id)).toMatchObject([
    { state: "done", result: { devices: 2 } },
    { state: "done", result: { devices: 2 } },
  ]);
  for (const { userId } of users) {
    const path = `/_synapse/admin/v2/users/${encodeURIComponent(userId)}/devices`;
    expect(await synapse.call("GET", path)).toMatchObject({ total: 0 });
  }
});

test("deactivates an account once it has left its rooms", async () => {
  const { visitor } = await asAdmin();
  const [user] = await someUsers(1);
  if (!user) throw new Error("no user");
  const guest = new MatrixClient(testHomeserver().baseUrl);
  const { access_token } = await guest.login(user.localpart, user.password);
  await guest
    .as({ token: access_token })
    .call("POST", "/_matrix/client/v3/createRoom", { body: {} });
  const job_id = await start(
    visitor,
    { kind: "deactivate", erase: false },
    { user_ids: [user.userId] },
  );
  await untilState(visitor, job_id, "done");
  expect(await itemsOf(visitor, job_id)).toMatchObject([
    { state: "done", result: { rooms: 1, rooms_left: 1 } },
  ]);
  expect(await userAt(user.userId)).toMatchObject({ deactivated: true });
});

describe("job commands", () => {
  test("hands a job with a dead token over to another admin, and names both", async () => {
    const one = await asAdmin();
    const other = await asAdmin();
    const users = await someUsers(3);
    const tokens = await synapse.call<{ devices: { device_id: string }[] }>(
      "GET",
      `/_synapse/admin/v2/users/${encodeURIComponent(one.admin.userId)}/devices`,
    );
    const job_id = await start(
      one.visitor,
      { kind: "lock", locked: true },
      { user_ids: idsOf(users) },
    );
    await synapse.call(
      "POST",
      `/_synapse/admin/v2/users/${encodeURIComponent(one.admin.userId)}/delete_devices`,
      { body: { devices: tokens.devices.map(({ device_id }) => device_id) } },
    );
    const job = await until(
      "the job to end or to need somebody",
      async () => {
        const now = await jobOf(other.visitor, job_id);
        return now.state === "running" ? undefined : now;
      },
      LIMIT,
    );
    // So few items may have been quicker than the revocation.
    if (job.state === "needs_sign_in") {
      expect((await other.visitor.write("jobs.takeOver", { job_id })).status).toBe(200);
      expect(await untilState(other.visitor, job_id, "done")).toMatchObject({
        admins: [one.admin.userId, other.admin.userId],
      });
    }
    for (const { userId } of users) expect(await userAt(userId)).toMatchObject({ locked: true });
  });

  test("retries only what failed", async () => {
    const { visitor } = await asAdmin();
    const [user] = await someUsers(1);
    const missing = `@nobody-${Date.now()}:test.localhost`;
    const job_id = await start(
      visitor,
      { kind: "suspend", suspend: true },
      { user_ids: [`${user?.userId}`, missing] },
    );
    expect(await untilState(visitor, job_id, "done")).toMatchObject({
      counts: { done: 1, failed: 1 },
    });
    await synapse.createUser({ localpart: missing.slice(1, missing.indexOf(":")) });
    await visitor.write("jobs.retryFailed", { job_id });
    expect(await untilState(visitor, job_id, "done")).toMatchObject({ counts: { done: 2 } });
  });
});
