import type { z } from "zod/mini";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { Device } from "#lib/contract/devices.ts";
import { SECRET } from "#lib/contract/kit/endpoint.ts";
import type { Import, ImportRow } from "#lib/contract/imports.ts";
import type { Job, JobItem } from "#lib/contract/jobs.ts";
import type { MediaFile } from "#lib/contract/media.ts";
import type { User, UserDetail } from "#lib/contract/users.ts";
import type { Session } from "#lib/server/session/session.ts";

/** A user as Synapse lists one. Name only what the test is about. */
export const aUser = (overrides: Partial<z.input<typeof User>> = {}): z.input<typeof User> => ({
  name: "@alice:test",
  displayname: "Alice",
  user_type: null,
  is_guest: false,
  admin: false,
  deactivated: false,
  erased: false,
  locked: false,
  shadow_banned: false,
  creation_ts: 1_700_000_000_000,
  last_seen_ts: null,
  ...overrides,
});

/** A user as Synapse tells one in full: created in seconds here. */
export const aUserDetail = (
  overrides: Partial<z.input<typeof UserDetail>> = {},
): z.input<typeof UserDetail> => ({
  ...aUser(),
  creation_ts: 1_700_000_000,
  suspended: false,
  threepids: [],
  external_ids: [],
  ...overrides,
});

export const aDevice = (overrides: Partial<Device> = {}): Device => ({
  device_id: "DEVICE",
  display_name: "Element Web",
  last_seen_ts: 1_700_000_000_000,
  last_seen_ip: "192.0.2.1",
  last_seen_user_agent: "Element",
  dehydrated: false,
  ...overrides,
});

export const aMediaFile = (overrides: Partial<MediaFile> = {}): MediaFile => ({
  media_id: "picture",
  media_type: "image/png",
  media_length: 100_000,
  upload_name: null,
  created_ts: 1_700_000_000_000,
  last_access_ts: null,
  url_cache: null,
  quarantined_by: null,
  safe_from_quarantine: false,
  user_id: "@alice:test",
  ...overrides,
});

export const aRecord = (overrides: Partial<AuditRecord> = {}): AuditRecord => ({
  id: "7",
  at_ts: 1_772_406_133_000,
  who: "@ada:test",
  ip: "192.0.2.7",
  action: "users.resetPassword",
  target: "@ben:test",
  input: { user_id: "@ben:test", new_password: SECRET, logout_devices: true },
  job_id: null,
  outcome: "done",
  error: null,
  duration_ms: 42,
  confirmed_ts: null,
  ...overrides,
});

/** A job of Ada's that runs; of its counts, name only those that are not zero. */
export const aJob = ({
  counts,
  ...overrides
}: Partial<Omit<Job, "counts">> & { counts?: Partial<Job["counts"]> } = {}): Job => ({
  id: "0198c2a4-5b1e-7000-8000-000000000001",
  task: { kind: "lock", locked: true },
  state: "running",
  admins: ["@ada:test"],
  is_collected: true,
  created_ts: Date.now() - 60_000,
  ended_ts: null,
  error: null,
  pace: { at_once: 4, why: "steady" },
  per_minute: null,
  left_ms: null,
  ...overrides,
  counts: { pending: 0, running: 0, done: 0, failed: 0, skipped: 0, unknown: 0, ...counts },
});

export const aJobItem = (overrides: Partial<JobItem> = {}): JobItem => ({
  seq: 0,
  target: "@alice:test",
  state: "done",
  attempts: 1,
  error: null,
  result: {},
  ended_ts: Date.now() - 1000,
  ...overrides,
});

/** A file that was checked: ten accounts to create, five to change, one of them its password alone. */
export const anImport = (overrides: Partial<Import> = {}): Import => ({
  id: "0198c2a4-5b1e-4000-8000-000000000001",
  file_name: "users.csv",
  state: "checked",
  columns: [
    { name: "id", field: "user_id" },
    { name: "password", field: "password" },
  ],
  rows: 20,
  counts: {
    create: 10,
    change: 5,
    password_only: 1,
    same: 2,
    left: 1,
    problem: 2,
    without_password: 4,
    new_admins: 3,
    lost_admins: 0,
    nameless: 0,
    weak_passwords: 0,
  },
  error: null,
  job_id: null,
  passwords: 0,
  has_ended: false,
  deleted_ts: null,
  ...overrides,
});

export const anImportRow = (overrides: Partial<ImportRow> = {}): ImportRow => ({
  line: 2,
  user_id: "@ada:test",
  displayname: "Ada",
  plan: "create",
  changes: [],
  reason: null,
  problems: [],
  warnings: [],
  ...overrides,
});

/** An admin's session at the dashboard, as the server has opened it. */
export const anOpenSession = (overrides: Partial<Session> = {}): Session => ({
  id: "00000000-0000-4000-8000-000000000000",
  userId: "@admin:test",
  deviceId: "DASHBOARD",
  accessToken: "syt_secret",
  isRenewable: false,
  masIssuer: null,
  renewAt: null,
  gotBy: "password",
  keepsToken: false,
  baseUrl: "http://homeserver.test",
  realm: "test",
  startedAt: new Date(0),
  seenAt: new Date(0),
  ...overrides,
});

/** What a homeserver says of a Matrix Authentication Service at this address. */
export const aMasServer = (origin: string, overrides: object = {}) => ({
  issuer: `${origin}/`,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/oauth2/token`,
  registration_endpoint: `${origin}/oauth2/registration`,
  revocation_endpoint: `${origin}/oauth2/revoke`,
  code_challenge_methods_supported: ["plain", "S256"],
  ...overrides,
});
