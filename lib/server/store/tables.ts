import "server-only";
import type { ColumnType, Generated, JSONColumnType } from "kysely";

import type { ImportColumn } from "#lib/contract/import-columns.ts";
import type {
  ImportCounts,
  ImportPlan,
  LeftReason,
  RowProblem,
  RowWarning,
} from "#lib/contract/imports.ts";
import type { Job, JobItem, JobTask } from "#lib/contract/jobs.ts";
import type { GotBy } from "#lib/contract/session.ts";
import type { ImportedAccount } from "#lib/contract/import-columns.ts";

/** A session; also an ended one, until its device is gone from the homeserver. */
export type SessionsTable = {
  id: Generated<string>;
  /** The hash of the cookie's handle, so that a copy of the store opens no session. */
  handle_hash: string;
  user_id: string;
  /** The base URL of the token's homeserver: it is sent nowhere else. */
  homeserver: string;
  /** Its realm; see `realm.ts`. */
  realm: string;
  /** Null if the token has none. */
  device_id: string | null;
  got_by: Generated<GotBy>;
  /** The issuer of the Matrix Authentication Service that manages accounts. Null: the homeserver does. */
  mas_issuer: string | null;
  /** The token was pasted: it is forgotten at the end, not revoked. */
  keeps_token: Generated<boolean>;
  /** The access token and its refresh token. Null once the homeserver rejects the token. */
  sealed_token: string | null;
  /** From then on the token is refreshed before use. Null: no known end. */
  renew_at: Date | null;
  /** No other process renews the token before then. */
  renewing_until: Date | null;
  started_at: Date;
  /** The last user activity. */
  seen_at: Date;
  address: string | null;
  user_agent: string | null;
  ended_at: Date | null;
  end_reason: string | null;
  /** No other process revokes it at the homeserver before then. */
  retry_at: Date | null;
  attempts: Generated<number>;
};

/**
 * One row for the intent, and one for the outcome. If that stayed in doubt, and the homeserver later showed
 * that it was done, a third row confirms it. Rows are only ever added.
 */
export type AuditTable = {
  id: Generated<string>;
  entry: string;
  phase: "intent" | "outcome" | "confirmation";
  at: Generated<Date>;
  who: string | null;
  /** Its admins may read it. Null in records from before there were several homeservers. */
  realm: string | null;
  address: string | null;
  action: string | null;
  target: string | null;
  input: JSONColumnType<Record<string, unknown>> | null;
  job_id: string | null;
  outcome: "done" | "failed" | "unknown" | null;
  error: JSONColumnType<Record<string, unknown>> | null;
  duration_ms: number | null;
};

/** Work on many targets, each its own item. */
export type JobsTable = {
  id: Generated<string>;
  task: JSONColumnType<JobTask>;
  /** A users list filter; its matches become the items. */
  filter: JSONColumnType<Record<string, unknown>> | null;
  admins: JSONColumnType<string[]>;
  /** The session with the token. */
  session_id: string;
  homeserver: string;
  realm: string;
  state: Generated<Job["state"]>;
  is_collected: boolean;
  /** Why it failed as a whole. */
  error: JSONColumnType<NonNullable<Job["error"]>> | null;
  pace: JSONColumnType<Job["pace"]>;
  created_at: Generated<Date>;
  ended_at: Date | null;
};

export type JobItemsTable = {
  job_id: string;
  seq: number;
  target: string;
  state: Generated<JobItem["state"]>;
  attempts: Generated<number>;
  error: JSONColumnType<NonNullable<JobItem["error"]>> | null;
  result: ColumnType<Record<string, unknown>, string | undefined, string>;
  ended_at: Date | null;
};

/** An imported file, until a day after its job has ended. */
export type ImportsTable = {
  id: Generated<string>;
  author: string;
  realm: string;
  file_name: string;
  columns: JSONColumnType<ImportColumn[]>;
  state: Generated<"receiving" | "checking" | "checked" | "failed" | "started">;
  rows: Generated<number>;
  counts: JSONColumnType<ImportCounts> | null;
  error: JSONColumnType<{ code: string; details: Record<string, unknown> }> | null;
  job_id: string | null;
  /** The start of a password download. */
  claimed_at: Date | null;
  created_at: Generated<Date>;
  /** The last time of work on receiving or checking it. */
  touched_at: Generated<Date>;
};

export type ImportRowsTable = {
  import_id: string;
  line: number;
  user_id: string | null;
  account: JSONColumnType<ImportedAccount>;
  /** Sealed: the password from the file or the generated one. */
  secret: string | null;
  is_generated: Generated<boolean>;
  problems: JSONColumnType<RowProblem[]>;
  warnings: Generated<RowWarning[]>;
  /** Null until the check. */
  plan: ImportPlan | null;
  reason: LeftReason | null;
  changes: JSONColumnType<string[]>;
  /** Set right before the account, then missing, is created. */
  begun_at: Date | null;
};

/** An account before it was deactivated, for SNAPSHOT_DAYS. */
export type SnapshotsTable = {
  realm: string;
  user_id: string;
  sealed: string;
  taken_at: Date;
};

/** An admin's access token for a user's account, until it expires or is revoked. */
export type LoginsTable = {
  id: Generated<string>;
  /** The admin with the token. */
  who: string;
  /** The token's account. */
  target: string;
  /** The base URL of its homeserver: it is sent nowhere else. */
  homeserver: string;
  reason: string;
  sealed_token: string;
  created_at: Date;
  expires_at: Date;
};

/** The dashboard's client ID at an authentication service where it registered itself. */
export type OAuthClientsTable = {
  issuer: string;
  redirect_uri: string;
  client_id: string;
  registered_at: Generated<Date>;
};

export type Tables = {
  oauth_clients: OAuthClientsTable;
  sessions: SessionsTable;
  audit: AuditTable;
  jobs: JobsTable;
  job_items: JobItemsTable;
  imports: ImportsTable;
  import_rows: ImportRowsTable;
  logins: LoginsTable;
  snapshots: SnapshotsTable;
};
