import * as z from "zod/mini";

import { Count } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { IMPORT_FIELDS } from "./import-columns.ts";
import { PASSWORD_RULES } from "./password-policy.ts";
import { Milliseconds } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** The most that is taken of a file. */
export const IMPORT_MAX_BYTES = 64 * 1024 * 1024;
export const IMPORT_MAX_ROWS = 200_000;

/** How long rows and passwords are kept: of a file that nothing was done with, and after its job. */
export const IMPORT_KEPT_HOURS = 24;

/** Which accounts are touched: those that do not exist yet, those that do, or both. */
export const IMPORT_MODES = ["create", "update", "both"] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What would be done with a row. `left`: left alone, for a reason. */
export const IMPORT_PLANS = ["create", "change", "same", "left", "problem"] as const;
export type ImportPlan = (typeof IMPORT_PLANS)[number];

/** Why a row is left alone. Each has its words in `imports.reasons`. */
export const LEFT_REASONS = ["deactivated", "deactivated_here", "guest", "own_account"] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

/** What can be wrong with a row. Each has its words in `imports.problems`. */
export const IMPORT_PROBLEMS = [
  "column_count",
  "row_too_long",
  "stray_quote",
  "bad_text",
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

/** What is worth knowing of a row that is imported all the same. Each has its words in `imports.warnings`. */
export const IMPORT_WARNINGS = ["short_password", ...PASSWORD_RULES] as const;

export const RowWarning = z.object({ column: z.string(), code: z.enum(IMPORT_WARNINGS) });
export type RowWarning = z.infer<typeof RowWarning>;

export const RowProblem = z.object({
  /** The column's name in the file; empty where it is about the whole row. */
  column: z.string(),
  code: z.enum(IMPORT_PROBLEMS),
  /** What stands there, unless it is a secret. */
  value: z.optional(z.string()),
});
export type RowProblem = z.infer<typeof RowProblem>;

const Counts = z.object({
  create: z.number(),
  change: z.number(),
  /** Of those to change, the ones whose password is all that the file says. */
  password_only: z.number(),
  same: z.number(),
  left: z.number(),
  problem: z.number(),
  /** Of those to create, the ones that the file has no password for. */
  without_password: z.number(),
  /** Who would become a server admin, and who would no longer be one. */
  new_admins: z.number(),
  lost_admins: z.number(),
  /** Rows that name nobody. Files that were checked by an older version of the dashboard do not say. */
  nameless: z.number(),
  /** Of those to create or change, the ones with a password that is worth a warning. */
  weak_passwords: z.number(),
});
export type ImportCounts = z.infer<typeof Counts>;

const Import = z.object({
  id: z.string(),
  file_name: z.string(),
  /** `failed`: the check broke off, and can be done again. */
  state: z.enum(["checking", "checked", "failed", "started"]),
  columns: z.array(z.object({ name: z.string(), field: z.nullable(z.enum(IMPORT_FIELDS)) })),
  rows: z.number(),
  /** Null until the check has ended. */
  counts: z.nullable(Counts),
  /** Why the check broke off; null where the dashboard's server ended meanwhile. */
  error: z.nullable(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })),
  job_id: z.nullable(z.string()),
  /** How many generated passwords wait to be downloaded. They can be once the job has ended. */
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
  /** Of an account that exists: what would become different. */
  changes: z.array(z.string()),
  reason: z.nullable(z.enum(LEFT_REASONS)),
  problems: z.array(RowProblem),
  warnings: z.array(RowWarning),
});
export type ImportRow = z.infer<typeof ImportRow>;

/** What an upload answers. */
export const Uploaded = z.object({ import_id: z.uuid() });

const import_id = z.uuid();
const options = {
  mode: z.enum(IMPORT_MODES),
  /** New accounts that the file has no password for get one; otherwise they have none. */
  generate_credentials: z.boolean(),
  /** Accounts that exist get the password that the file has for them. */
  overwrite_credentials: z.boolean(),
};

/** What a job does with a file. */
export const ImportTask = z.strictObject({ kind: z.literal("import"), import_id, ...options });
export type ImportTask = z.infer<typeof ImportTask>;

/** Files of users. Each is its author's alone: to others there is none. */
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

  /** Compares every row with the homeserver again. It only reads there. */
  check: operation({
    reads: false,
    isRecorded: false,
    input: {
      import_id,
      /** Gives a random user name to rows that have none, before. */
      generate_names: z._default(z.boolean(), false),
    },
    output: z.object({}),
    underMas: unaffected,
  }),

  /** Forgets a file that nothing was done with. */
  discard: operation({
    reads: false,
    isRecorded: false,
    input: { import_id },
    output: z.object({}),
    underMas: unaffected,
  }),

  /** Begins a job with the rows that have something to do. */
  start: operation({
    reads: false,
    input: {
      import_id,
      ...options,
      /** How many accounts that must be, as whoever confirmed it has read. */
      count: z.int().check(z.minimum(1)),
    },
    target: "import_id",
    output: z.object({ job_id: z.string() }),
    changes: ["jobs"],
    underMas: byMasAlone,
  }),
};
