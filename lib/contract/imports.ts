import * as z from "zod/mini";

import { Count } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { IMPORT_FIELDS } from "./import-columns.ts";
import { PASSWORD_RULES } from "./password-policy.ts";
import { Milliseconds } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** The size limit of a file. */
export const IMPORT_MAX_BYTES = 64 * 1024 * 1024;
export const IMPORT_MAX_ROWS = 200_000;

/** How long rows and passwords are kept: of an unused file, and after its job. */
export const IMPORT_KEPT_HOURS = 24;

/** Which accounts to change: new ones, existing ones, or both. */
export const IMPORT_MODES = ["create", "update", "both"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** The plan for a row. `left`: skipped, for a reason. */
export const IMPORT_PLANS = ["create", "change", "same", "left", "problem"] as const;
export type ImportPlan = (typeof IMPORT_PLANS)[number];

/** Why a row is skipped. Each has a text in `imports.reasons`. */
export const LEFT_REASONS = ["deactivated", "deactivated_here", "guest", "own_account"] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

/** A row's problems. Each has a text in `imports.problems`. */
export const IMPORT_PROBLEMS = [
  "column_count",
  "row_too_long",
  "stray_quote",
  "bad_text",
  "control_characters",
  "no_user_id",
  "bad_user_id",
  "bad_localpart",
  "numeric_localpart",
  "other_server",
  "duplicate",
  "duplicate_address",
  "too_long",
  "bad_boolean",
  "refused_user_type",
  "bad_email",
  "bad_threepid",
  "bad_external_id",
  "bad_avatar_url",
] as const;
export type ImportProblem = (typeof IMPORT_PROBLEMS)[number];

/** Warnings about a row that is imported all the same. Each has a text in `imports.warnings`. */
export const IMPORT_WARNINGS = ["short_password", ...PASSWORD_RULES] as const;

export const RowWarning = z.object({ column: z.string(), code: z.enum(IMPORT_WARNINGS) });
export type RowWarning = z.infer<typeof RowWarning>;

export const RowProblem = z.object({
  /** The column's name in the file; empty for the whole row. */
  column: z.string(),
  code: z.enum(IMPORT_PROBLEMS),
  /** The cell's value, unless secret. */
  value: z.optional(z.string()),
});
export type RowProblem = z.infer<typeof RowProblem>;

const Counts = z.object({
  create: z.number(),
  change: z.number(),
  /** Accounts to change where the file has only a password. */
  password_only: z.number(),
  same: z.number(),
  left: z.number(),
  problem: z.number(),
  /** Accounts to create without a password in the file. */
  without_password: z.number(),
  /** Users who would become a server admin, or stop being one. */
  new_admins: z.number(),
  lost_admins: z.number(),
  /** Rows without a name. Absent in files checked by an older version of the dashboard. */
  nameless: z.number(),
  /** Accounts to create or change with a weak password. */
  weak_passwords: z.number(),
});
export type ImportCounts = z.infer<typeof Counts>;

const Import = z.object({
  id: z.string(),
  file_name: z.string(),
  /** `failed`: the check was aborted, and can be repeated. */
  state: z.enum(["checking", "checked", "failed", "started"]),
  columns: z.array(z.object({ name: z.string(), field: z.nullable(z.enum(IMPORT_FIELDS)) })),
  rows: z.number(),
  /** Null until the check has ended. */
  counts: z.nullable(Counts),
  /** Why the check was aborted; null if the dashboard stopped meanwhile. */
  error: z.nullable(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })),
  job_id: z.nullable(z.string()),
  /** Generated passwords to download once the job has ended. */
  passwords: z.number(),
  has_ended: z.boolean(),
  /** Rows and passwords are deleted then; null while a job works with them. */
  deleted_ts: z.nullable(Milliseconds),
});
export type Import = z.infer<typeof Import>;

const ImportRow = z.object({
  line: z.number(),
  user_id: z.nullable(z.string()),
  displayname: z.nullable(z.string()),
  plan: z.nullable(z.enum(IMPORT_PLANS)),
  /** The changes to an existing account. */
  changes: z.array(z.string()),
  reason: z.nullable(z.enum(LEFT_REASONS)),
  problems: z.array(RowProblem),
  warnings: z.array(RowWarning),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** The answer to an upload. */
export const Uploaded = z.object({ import_id: z.uuid() });

const import_id = z.uuid();
const options = {
  mode: z.enum(IMPORT_MODES),
  /** Generates missing passwords of new accounts; otherwise they have none. */
  generate_credentials: z.boolean(),
  /** Existing accounts get their password from the file. */
  overwrite_credentials: z.boolean(),
};

/** A job with a file. */
export const ImportTask = z.strictObject({ kind: z.literal("import"), import_id, ...options });
export type ImportTask = z.infer<typeof ImportTask>;

/** Imports of users. Only the author can see a file. */
export const imports = {
  get: operation({ reads: true, input: { import_id }, output: Import }),

  rows: operation({
    reads: true,
    input: {
      import_id,
      plan: z.optional(z.enum(IMPORT_PLANS)),
      from: z._default(z.int().check(z.minimum(0)), 0),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 50),
    },
    output: z.object({ rows: z.array(ImportRow), total: Count }),
  }),

  /** Compares every row with the homeserver again. Only reads there. */
  check: operation({
    reads: false,
    isRecorded: false,
    input: {
      import_id,
      /** Generates missing user names first. */
      generate_names: z._default(z.boolean(), false),
    },
    output: z.object({}),
    underMas: unaffected,
  }),

  /** Deletes an unused file. */
  discard: operation({
    reads: false,
    isRecorded: false,
    input: { import_id },
    output: z.object({}),
    underMas: unaffected,
  }),

  /** Starts a job with the rows to create or change. */
  start: operation({
    reads: false,
    input: {
      import_id,
      ...options,
      /** The number of accounts that the admin confirmed. */
      count: z.int().check(z.minimum(1)),
    },
    target: "import_id",
    output: z.object({ job_id: z.string() }),
    changes: ["jobs"],
    underMas: byMasAlone,
  }),
};
