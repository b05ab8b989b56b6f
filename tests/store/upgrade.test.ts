import { globSync, readFileSync } from "node:fs";
import { join, parse } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { openHandle, type Session } from "#lib/server/session/session.ts";
import { openSnapshot } from "#lib/server/domain/deactivation/snapshots.ts";
import { importsHandlers } from "#lib/server/operations/imports.ts";
import { jobsHandlers } from "#lib/server/operations/jobs.ts";
import { unsealOnce } from "#lib/server/crypto/seal.ts";
import * as audit from "#lib/server/store/audit.ts";
import * as importSecrets from "#lib/server/store/import-secrets.ts";
import * as logins from "#lib/server/store/logins.ts";
import { migrate } from "#lib/server/store/migrate.ts";
import * as oauthClients from "#lib/server/store/oauth-clients.ts";
import { store } from "#lib/server/store/store.ts";
import { FILLED, FILLED_AT, fillStore } from "#tests/support/fill-store.ts";

const { ada, ben, homeserver, realm } = FILLED;
const context = {
  session: { id: FILLED.sessionId, userId: ada, realm } as Session,
  homeserver: { baseUrl: homeserver, realm, timeoutMs: 1000 },
};

// Sessions and logins of the fixture have not expired yet.
beforeEach(() => {
  vi.useFakeTimers({ now: FILLED_AT.getTime() + 20 * 60_000, toFake: ["Date"] });
});
afterEach(() => vi.useRealTimers());

const fixtures = globSync(join(import.meta.dirname, "fixtures/*.sql")).sort();

/** The stores that `npm run store-fixture` wrote at earlier releases, and the one it would write now. */
const stores = [
  ...fixtures.map((path) => [parse(path).name, () => load(readFileSync(path, "utf8"))] as const),
  [
    "the store of this version",
    () => load().then(async () => fillStore((await store()).db)),
  ] as const,
];

/** Replaces the whole store, then migrates it as a start does. */
async function load(dump = ""): Promise<void> {
  const { db, statements } = await store();
  await sql`drop schema dashboard cascade`.execute(db);
  await statements.executeSql(dump || "create schema dashboard");
  await migrate(db);
}

test("has a store of an earlier version to upgrade", () => {
  expect(fixtures).not.toEqual([]);
});

describe.each(stores)("%s", (_, make) => {
  beforeAll(make);

  test("opens a session with its token", async () => {
    const { session } = await openHandle(FILLED.handle);
    expect(session).toMatchObject({
      id: FILLED.sessionId,
      userId: ada,
      deviceId: "DASHBOARD",
      accessToken: "syt_of_ada",
      isRenewable: true,
      masIssuer: FILLED.issuer,
      gotBy: "password",
      keepsToken: false,
      realm,
    });
  });

  test("lists every audit entry with its outcome", async () => {
    const records = await audit.list({ realm, limit: 50 });
    expect(records).toMatchObject([
      { target: "@older:test", outcome: "unknown" },
      {
        target: "@doubtful:test",
        outcome: "done",
        confirmed_ts: FILLED_AT.getTime() + 13 * 60_000,
      },
      { target: "@eve:test", outcome: "failed", error: { code: "forbidden" } },
      {
        who: ada,
        ip: "192.0.2.7",
        action: "users.resetPassword",
        target: ben,
        input: { user_id: ben, new_password: "[secret]", logout_devices: true },
        outcome: "done",
        duration_ms: 42,
      },
    ]);
  });

  test("still refuses to change the audit trail", async () => {
    const { db } = await store();
    const forge = sql`update dashboard.audit set who = '@mallory:test'`.execute(db);
    await expect(forge).rejects.toThrow("only grows");
    const at = new Date();
    await audit.insert({ entry: crypto.randomUUID(), phase: "intent", at, who: "@new:test" });
    expect(await audit.people(realm)).toContain("@new:test");
  });

  test("lists jobs with their progress and items", async () => {
    expect(
      (await jobsHandlers.list(context, { limit: 50 })).jobs.map(({ id }) => id).sort(),
    ).toEqual([FILLED.jobId, FILLED.failedJobId]);
    expect(await jobsHandlers.get(context, { job_id: FILLED.jobId })).toMatchObject({
      task: { kind: "import", import_id: FILLED.importId },
      state: "paused",
      admins: ["@eve:test", ada],
      is_collected: true,
      counts: { done: 1, failed: 1, pending: 1 },
    });
    expect(await jobsHandlers.get(context, { job_id: FILLED.failedJobId })).toMatchObject({
      task: { kind: "lock", locked: true },
      state: "failed",
      error: { code: "unreachable" },
    });
    const page = { job_id: FILLED.jobId, from: 0, limit: 50 };
    expect(await jobsHandlers.items(context, page)).toMatchObject({
      total: 3,
      items: [
        { target: ben, state: "done", attempts: 1, result: { devices: 2 } },
        { target: "@eve:test", state: "failed", error: { code: "not_found" } },
        { target: "@new:test", state: "pending", attempts: 0, result: {} },
      ],
    });
  });

  test("reads an import with its rows and its generated password", async () => {
    const about = { import_id: FILLED.importId };
    expect(await importsHandlers.get(context, about)).toMatchObject({
      file_name: "users.csv",
      state: "started",
      columns: [
        { name: "id", field: "user_id" },
        { name: "password", field: "password" },
      ],
      rows: 3,
      counts: { create: 1, change: 1, problem: 1 },
      job_id: FILLED.jobId,
      passwords: 1,
    });
    expect(await importsHandlers.rows(context, { ...about, from: 0, limit: 50 })).toMatchObject({
      total: 3,
      rows: [
        { line: 2, user_id: ben, plan: "create", warnings: [{ column: "password" }] },
        { line: 3, displayname: "Eve", plan: "change", changes: ["displayname"] },
        { line: 4, user_id: null, plan: "problem", problems: [{ code: "no_user_id" }] },
      ],
    });
    const [generated] = await importSecrets.next(FILLED.importId, 0, 10);
    expect(await unsealOnce("store", generated?.secret ?? "")).toBe("correct-horse-battery");
  });

  test("opens a snapshot", async () => {
    const snapshot = await openSnapshot(context.homeserver, ben);
    expect(snapshot?.kept).toMatchObject({ displayname: "Ben Baker", rooms: ["!one:test"] });
  });

  test("finds an access token that an admin got for a user's account", async () => {
    const login = await logins.find(FILLED.loginId, { homeserver, target: ben });
    expect(login).toMatchObject({ who: ada, reason: "a stuck client" });
    expect(await unsealOnce("store", login?.sealed_token ?? "")).toBe("syt_of_ben");
  });

  test("finds the client registered at the authentication service", async () => {
    const at = { issuer: FILLED.issuer, redirect_uri: FILLED.redirectUri };
    expect(await oauthClients.find(at)).toEqual({ client_id: "01CLIENT" });
  });
});
