import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type {
  DeactivationReport,
  AccountSummary,
  Reactivation,
  Snapshot,
} from "#lib/contract/deactivation.ts";
import type { AuditRecord } from "#lib/contract/audit.ts";
import type { Job, JobItem } from "#lib/contract/jobs.ts";
import type { Dashboard } from "#scripts/support/dashboard.ts";
import { MatrixClient, randomName } from "#scripts/support/synapse/client.ts";
import { startDashboard, testHomeserver } from "#tests/support/test-run.ts";
import { until } from "#scripts/support/until.ts";
import { Visitor } from "#tests/support/visitor.ts";

// A machine that is busy with other things takes its time for each of several jobs.
vi.setConfig({ testTimeout: 150_000 });

let dashboard: Dashboard;
let synapse: MatrixClient;
let visitor: Visitor;
let me: string;

beforeAll(async () => {
  const { baseUrl, admin } = testHomeserver();
  synapse = await new MatrixClient(baseUrl).loginAs(admin.localpart, admin.password);
  dashboard = await startDashboard({ homeserverUrl: baseUrl });
  const account = await synapse.createUser({ admin: true });
  me = account.userId;
  visitor = new Visitor(dashboard.url);
  await visitor.signIn(account.localpart, account.password);
});
afterAll(() => dashboard.stop());

const userAt = (userId: string) =>
  synapse.call<Record<string, unknown>>(
    "GET",
    `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`,
  );
const put = (userId: string, body: object) =>
  synapse.call("PUT", `/_synapse/admin/v2/users/${encodeURIComponent(userId)}`, { body });

/** Somebody with an address, a sign-in, a device, a file, and a room of each kind. */
async function createUser() {
  const email = `${randomName("ben")}@example.org`;
  const signIn = { auth_provider: "oidc-test", external_id: randomName("ben") };
  const account = await synapse.createUser({
    displayname: "Ben Baker",
    threepids: [{ medium: "email", address: email }],
    external_ids: [signIn],
  });
  const ben = await new MatrixClient(synapse.baseUrl).loginAs(account.localpart, account.password);
  const host = await synapse.createUser();
  const asHost = await new MatrixClient(synapse.baseUrl).loginAs(host.localpart, host.password);
  const rooms: string[] = [];
  for (const preset of ["public_chat", "private_chat"]) {
    const body = { preset, invite: [account.userId] };
    const { room_id } = await asHost.call<{ room_id: string }>(
      "POST",
      "/_matrix/client/v3/createRoom",
      { body },
    );
    await ben.call("POST", `/_matrix/client/v3/join/${encodeURIComponent(room_id)}`, { body: {} });
    rooms.push(room_id);
  }
  await ben.upload("note.txt", "text/plain", new TextEncoder().encode("twelve bytes"));
  return { ...account, email, signIn, rooms };
}

/** Runs a job on one account to its end. Answers what came of it. */
async function run(task: object, userId: string): Promise<JobItem> {
  const selection = { user_ids: [userId] };
  const { json } = await visitor.write("jobs.start", { task, selection });
  const { job_id } = json as { job_id: string };
  await until(
    "the job to be done",
    async () =>
      ((await visitor.read("jobs.get", { job_id })).json as Job).state === "done" || undefined,
    { timeoutMs: 60_000 },
  );
  const { items } = (await visitor.read("jobs.items", { job_id })).json as { items: JobItem[] };
  if (!items[0]) throw new Error("no item");
  return items[0];
}
const stepsOf = ({ steps }: DeactivationReport) =>
  Object.fromEntries(steps.map(({ step, ...is }) => [step, is]));
const actionsOn = async (target: string) => {
  const { json } = await visitor.read("audit.list", { target });
  return (json as { records: AuditRecord[] }).records.map(({ action }) => action).toSorted();
};

test("reports a deactivation step by step, and restores what it can", async () => {
  const ben = await createUser();
  const { holdings } = (await visitor.read("accountEnd.holdings", { user_id: ben.userId }))
    .json as {
    holdings: AccountSummary;
  };
  expect(holdings).toEqual({
    rooms: 2,
    devices: 1,
    pushers: 0,
    emails: 1,
    phones: 0,
    sign_ins: 1,
    media: 1,
    media_bytes: 12,
  });

  const { result } = await run({ kind: "deactivate", erase: false }, ben.userId);
  const report = result["report"] as DeactivationReport;
  expect(report).toMatchObject({ user_id: ben.userId, ended_by: me });
  expect(stepsOf(report)).toMatchObject({
    deactivated: { is: "done" },
    devices: { is: "done", before: 1, now: 0 },
    addresses: { is: "done", before: 1, now: 0 },
    rooms: { is: "done", before: 2, now: 0 },
    profile: { is: "kept" },
    media: { is: "kept", now: 1, bytes: 12 },
    snapshot: { is: "kept" },
  });

  // Somebody else has the address by now.
  const heir = await synapse.createUser({ threepids: [{ medium: "email", address: ben.email }] });
  const { snapshot } = (await visitor.read("accountEnd.snapshot", { user_id: ben.userId }))
    .json as {
    snapshot: Snapshot;
  };
  expect(snapshot).toMatchObject({
    displayname: "Ben Baker",
    addresses: [{ address: ben.email, owner: heir.userId }],
    rooms: 2,
    devices: 1,
  });

  const restore = ["profile", "addresses", "sign_ins", "rooms"];
  const back = (await run({ kind: "reactivate", restore }, ben.userId)).result as Reactivation;
  const [open, closed] = ben.rooms;
  expect(back.restored).toMatchObject([
    { part: "profile", of: 1, back: 1 },
    {
      part: "addresses",
      of: 1,
      back: 0,
      missing: [{ id: `email:${ben.email}`, why: "taken", owner: heir.userId }],
    },
    { part: "sign_ins", of: 1, back: 1 },
    { part: "rooms", of: 2, back: 1, missing: [{ id: closed, why: "forbidden" }] },
  ]);
  expect(await userAt(ben.userId)).toMatchObject({
    deactivated: false,
    displayname: "Ben Baker",
    threepids: [],
    external_ids: [ben.signIn],
  });
  expect(await userAt(heir.userId)).toMatchObject({ threepids: [{ address: ben.email }] });
  expect(
    await synapse.call(
      "GET",
      `/_synapse/admin/v1/users/${encodeURIComponent(ben.userId)}/joined_rooms`,
    ),
  ).toMatchObject({ joined_rooms: [open] });
  expect(await actionsOn(ben.userId)).toEqual(
    expect.arrayContaining(["snapshots.take", "users.deactivate", "users.reactivate"]),
  );
});

test("restores an erased profile and a free address", async () => {
  const ben = await createUser();
  await run({ kind: "deactivate", erase: false }, ben.userId);
  await put(ben.userId, { displayname: "", external_ids: [] });
  const restore = ["profile", "addresses", "sign_ins"];
  await run({ kind: "reactivate", restore }, ben.userId);
  expect(await userAt(ben.userId)).toMatchObject({
    displayname: "Ben Baker",
    threepids: [{ address: ben.email }],
    external_ids: [ben.signIn],
  });
});

test("erases an account deactivated long ago, with its snapshot", async () => {
  const ben = await createUser();
  await run({ kind: "deactivate", erase: false }, ben.userId);
  const { result } = await run({ kind: "deactivate", erase: true }, ben.userId);
  expect(stepsOf(result["report"] as DeactivationReport)).toMatchObject({
    deactivated: { is: "done" },
    erased: { is: "done" },
    profile: { is: "done" },
    snapshot: { is: "done" },
    sign_ins: { is: "kept", now: 1 },
  });
  expect(await userAt(ben.userId)).toMatchObject({ deactivated: true, erased: true });
  expect((await visitor.read("accountEnd.snapshot", { user_id: ben.userId })).json).toEqual({
    snapshot: null,
  });
  expect(await actionsOn(ben.userId)).toContain("snapshots.remove");

  const report = (await visitor.read("accountEnd.report", { user_id: ben.userId }))
    .json as DeactivationReport;
  expect(stepsOf(report)).toMatchObject({ erased: { is: "done" }, rooms: { is: "done", now: 0 } });
  expect(report.ended_by).toBe(me);
});

test("rejects reactivating an active account, and deactivating one's own", async () => {
  const ben = await synapse.createUser();
  expect(await run({ kind: "reactivate", restore: [] }, ben.userId)).toMatchObject({
    state: "skipped",
    result: { reason: "not_deactivated" },
  });
  expect(await run({ kind: "deactivate", erase: true }, me)).toMatchObject({
    state: "skipped",
    result: { reason: "own_account" },
  });
});
