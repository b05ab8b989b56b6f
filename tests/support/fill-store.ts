import { createHash } from "node:crypto";
import { sql } from "kysely";

import { SECRET } from "#lib/contract/kit/endpoint.ts";
import { seal } from "#lib/server/crypto/seal.ts";
import type { RowWarning } from "#lib/contract/imports.ts";
import type { Db } from "#lib/server/store/store.ts";

/** The time of everything in a filled store. */
export const FILLED_AT = new Date("2026-11-01T12:00:00Z");
const minutes = (count: number) => new Date(FILLED_AT.getTime() + count * 60_000);

const homeserver = "http://homeserver.test";
const realm = "test";
const [ada, ben, eve] = ["@ada:test", "@ben:test", "@eve:test"] as const;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** What tests look up in a filled store. Fixtures of earlier versions hold the same, so only add to it. */
export const FILLED = {
  homeserver,
  realm,
  ada,
  ben,
  handle: "handle-of-a-filled-store",
  sessionId: id(1),
  jobId: id(3),
  failedJobId: id(4),
  importId: id(5),
  loginId: id(6),
  issuer: "http://mas.test/",
  redirectUri: "http://dashboard.test/api/sign-in/return",
} as const;

/** Fills an empty store with rows of every kind. */
export async function fillStore(db: Db): Promise<void> {
  await addSessions(db);
  await addAudit(db);
  await addJobs(db);
  await addImport(db);
  await db
    .insertInto("snapshots")
    .values({ realm, user_id: ben, sealed: await seal("store", snapshot), taken_at: FILLED_AT })
    .execute();
  await db
    .insertInto("logins")
    .values({
      id: FILLED.loginId,
      who: ada,
      target: ben,
      homeserver,
      reason: "a stuck client",
      sealed_token: await seal("store", "syt_of_ben"),
      created_at: FILLED_AT,
      expires_at: minutes(60),
    })
    .execute();
  const client = { issuer: FILLED.issuer, redirect_uri: FILLED.redirectUri };
  await db
    .insertInto("oauth_clients")
    .values({ ...client, client_id: "01CLIENT", registered_at: FILLED_AT })
    .execute();
}

const snapshot = {
  displayname: "Ben Baker",
  avatar_url: null,
  threepids: [{ medium: "email", address: "ben@example.org" }],
  external_ids: [{ auth_provider: "oidc", external_id: "ben" }],
  rooms: ["!one:test"],
  devices: [{ device_id: "PHONE", display_name: "Phone" }],
  admin: false,
  user_type: null,
  locked: false,
  suspended: false,
  shadow_banned: false,
};

async function addSessions(db: Db): Promise<void> {
  const common = { homeserver, realm, started_at: FILLED_AT, seen_at: FILLED_AT };
  await db
    .insertInto("sessions")
    .values([
      {
        ...common,
        id: FILLED.sessionId,
        handle_hash: createHash("sha256").update(FILLED.handle).digest("base64url"),
        user_id: ada,
        device_id: "DASHBOARD",
        mas_issuer: FILLED.issuer,
        sealed_token: await seal("store", {
          accessToken: "syt_of_ada",
          refreshToken: "syr_of_ada",
        }),
        renew_at: minutes(240),
        address: "192.0.2.7",
        user_agent: "Firefox",
      },
      {
        ...common,
        id: id(2),
        handle_hash: "handle-of-a-session-that-ended",
        user_id: ada,
        device_id: null,
        got_by: "pasted",
        keeps_token: true,
        sealed_token: null,
        ended_at: minutes(1),
        end_reason: "signed_out",
        attempts: 2,
      },
    ])
    .execute();
}

async function addAudit(db: Db): Promise<void> {
  const intent = (number: number, target: string) => ({
    entry: id(number),
    phase: "intent" as const,
    at: minutes(number),
    who: ada,
    realm,
    address: "192.0.2.7",
    action: "users.resetPassword",
    target,
    input: JSON.stringify({ user_id: target, new_password: SECRET, logout_devices: true }),
  });
  const { realm: _, ...older } = intent(13, "@older:test");
  await db
    .insertInto("audit")
    .values([intent(10, ben), intent(11, eve), intent(12, "@doubtful:test"), older])
    .execute();
  await db
    .insertInto("audit")
    .values([
      { entry: id(10), phase: "outcome", at: minutes(10), outcome: "done", duration_ms: 42 },
      {
        entry: id(11),
        phase: "outcome",
        at: minutes(11),
        outcome: "failed",
        error: JSON.stringify({ code: "forbidden", details: { status: 403 } }),
        duration_ms: 7,
      },
      { entry: id(12), phase: "outcome", at: minutes(12), outcome: "unknown", duration_ms: 9 },
      { entry: id(12), phase: "confirmation", at: minutes(13), outcome: "done" },
    ])
    .execute();
}

async function addJobs(db: Db): Promise<void> {
  const common = {
    admins: JSON.stringify([eve, ada]),
    session_id: FILLED.sessionId,
    homeserver,
    realm,
    created_at: FILLED_AT,
    pace: JSON.stringify({ at_once: 4, why: "steady" }),
  };
  await db
    .insertInto("jobs")
    .values([
      {
        ...common,
        id: FILLED.jobId,
        task: JSON.stringify({
          kind: "import",
          import_id: FILLED.importId,
          mode: "both",
          overwrite_credentials: true,
        }),
        state: "paused",
        is_collected: true,
      },
      {
        ...common,
        id: FILLED.failedJobId,
        task: JSON.stringify({ kind: "lock", locked: true }),
        filter: JSON.stringify({ locked: true, order_by: "name", dir: "f" }),
        state: "failed",
        is_collected: false,
        error: JSON.stringify({ code: "unreachable", details: {} }),
        ended_at: minutes(5),
      },
    ])
    .execute();
  const item = { job_id: FILLED.jobId, state: "done", attempts: 1, ended_at: minutes(2) } as const;
  await db
    .insertInto("job_items")
    .values([
      { ...item, seq: 0, target: ben, result: JSON.stringify({ devices: 2 }) },
      {
        ...item,
        seq: 1,
        target: eve,
        state: "failed",
        error: JSON.stringify({ code: "not_found", details: {} }),
      },
      { job_id: FILLED.jobId, seq: 2, target: "@new:test" },
    ])
    .execute();
}

const WEAK: RowWarning = { column: "password", code: "require_digit" };

async function addImport(db: Db): Promise<void> {
  const counts = { create: 1, change: 1, password_only: 0, same: 0, left: 0, problem: 1 };
  const more = { without_password: 0, new_admins: 0, lost_admins: 0, nameless: 0 };
  await db
    .insertInto("imports")
    .values({
      id: FILLED.importId,
      author: ada,
      realm,
      file_name: "users.csv",
      columns: JSON.stringify([
        { name: "id", field: "user_id" },
        { name: "password", field: "password" },
      ]),
      state: "started",
      rows: 3,
      counts: JSON.stringify({ ...counts, ...more, weak_passwords: 1 }),
      job_id: FILLED.jobId,
      created_at: FILLED_AT,
      touched_at: FILLED_AT,
    })
    .execute();
  const row = { import_id: FILLED.importId, problems: "[]", changes: "[]" };
  await db
    .insertInto("import_rows")
    .values([
      {
        ...row,
        line: 2,
        user_id: ben,
        account: JSON.stringify({ displayname: "Ben" }),
        secret: await seal("store", "correct-horse-battery"),
        plan: "create",
        is_generated: true,
        warnings: sql<RowWarning[]>`${JSON.stringify([WEAK])}::jsonb`,
        begun_at: minutes(1),
      },
      {
        ...row,
        line: 3,
        user_id: eve,
        account: JSON.stringify({ displayname: "Eve" }),
        plan: "change",
        changes: JSON.stringify(["displayname"]),
      },
      {
        ...row,
        line: 4,
        user_id: null,
        account: "{}",
        plan: "problem",
        problems: JSON.stringify([{ column: "id", code: "no_user_id" }]),
      },
    ])
    .execute();
}
