import * as z from "zod/mini";

import { deactivate, reactivate, RESTORE_PARTS } from "./deactivation.ts";
import { devices } from "./devices.ts";
import { Count, Moment } from "./kit/bounds.ts";
import { operation, type Endpoint } from "./kit/endpoint.ts";
import { ImportTask } from "./imports.ts";
import { isManagedByMas, unaffected } from "./kit/mas.ts";
import { Milliseconds, RoomId, RoomIdOrAlias, UserId } from "./kit/scalars.ts";
import { literalFilter, inactiveFilter, USER_TYPES, users, usersFilter } from "./users.ts";

/** A bulk action on selected users. */
export const BulkTask = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("lock"), locked: z.boolean() }),
  z.strictObject({ kind: z.literal("suspend"), suspend: z.boolean() }),
  z.strictObject({
    kind: z.literal("revoke_devices"),
    /** Only devices not seen for this many days; absent: all devices. */
    unseen_days: z.optional(z.int().check(z.minimum(1), z.maximum(3650))),
  }),
  z.strictObject({ kind: z.literal("deactivate"), erase: z.boolean() }),
  z.strictObject({
    kind: z.literal("reactivate"),
    /** What to restore from a snapshot, if there is one. */
    restore: z.array(z.enum(RESTORE_PARTS)).check(z.maxLength(RESTORE_PARTS.length)),
  }),
  z.strictObject({ kind: z.literal("shadow_ban"), banned: z.boolean() }),
  z.strictObject({ kind: z.literal("set_user_type"), user_type: z.nullable(z.enum(USER_TYPES)) }),
  z.strictObject({ kind: z.literal("join_room"), room: RoomIdOrAlias }),
  z.strictObject({
    kind: z.literal("notice"),
    text: z.string().check(z.trim(), z.minLength(1), z.maxLength(10_000)),
    /** Skips an application service's accounts, which no person reads. */
    people_only: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("delete_media") }),
  z.strictObject({
    kind: z.literal("redact"),
    /** Empty: everywhere. */
    rooms: z.array(RoomId).check(z.maxLength(1000)),
    /** Members of the rooms see it. */
    reason: z.optional(z.string().check(z.maxLength(500))),
    /** Only the newest messages of each room; absent: all. */
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
    /** As the admin, who then needs the power for it in each room, instead of as the account. */
    use_admin: z.boolean(),
    /** Synapse 1.157 and later. */
    after_ts: z.optional(Moment),
    before_ts: z.optional(Moment),
  }),
]);
export type BulkTask = z.infer<typeof BulkTask>;

/**
 * The write that each kind repeats, which says whether the Matrix Authentication Service manages it. Null:
 * calls of our own server alone, which Synapse still accepts there.
 */
const WRITES: Record<BulkTask["kind"], Endpoint | null> = {
  lock: users.lock,
  suspend: users.suspend,
  shadow_ban: users.shadowBan,
  set_user_type: users.setType,
  revoke_devices: devices.revoke,
  deactivate,
  reactivate,
  join_room: null,
  notice: null,
  delete_media: null,
  redact: null,
};

/** What a job does to each account. Each has a text in `jobs.kinds`. */
export const JobTask = z.discriminatedUnion("kind", [BulkTask, ImportTask]);
export type JobTask = z.infer<typeof JobTask>;

/** These accounts, or all that match a filter when the job starts. */
const Selection = z.union([
  z.strictObject({ user_ids: z.array(UserId).check(z.minLength(1), z.maxLength(10_000)) }),
  z.strictObject({
    filter: z.strictObject({ ...usersFilter, ...inactiveFilter, ...literalFilter }),
  }),
]);

/**
 * `needs_sign_in`: its token is dead, and an admin can take it over. `failed`: its accounts could not be
 * collected, so nothing was done.
 */
export const JOB_STATES = [
  "running",
  "paused",
  "needs_sign_in",
  "done",
  "cancelled",
  "failed",
] as const;
export const ITEM_STATES = ["pending", "running", "done", "failed", "skipped", "unknown"] as const;

const Counts = z.object({
  pending: z.number(),
  running: z.number(),
  done: z.number(),
  failed: z.number(),
  skipped: z.number(),
  /** It may have happened, and is not confirmed yet. */
  unknown: z.number(),
});

/** A stored error: its `code` and `details`. */
const KeptError = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });

const Job = z.object({
  id: z.string(),
  task: JobTask,
  state: z.enum(JOB_STATES),
  /** Its first admin, then those who took it over. */
  admins: z.array(z.string()),
  counts: Counts,
  /** False while a filter's accounts are being collected. */
  is_collected: z.boolean(),
  created_ts: Milliseconds,
  ended_ts: z.nullable(Milliseconds),
  /** Why it failed. */
  error: z.nullable(KeptError),
  /** The current concurrency, and why: `steady`, `rate_limited`, `slow` or `unreachable`. */
  pace: z.object({
    at_once: z.number(),
    why: z.enum(["steady", "rate_limited", "slow", "unreachable"]),
  }),
  /** Items a minute recently; null while unknown. */
  per_minute: z.nullable(z.number()),
  /** The remaining time at that rate. */
  left_ms: z.nullable(z.number()),
});
export type Job = z.infer<typeof Job>;

const JobItem = z.object({
  seq: z.number(),
  target: z.string(),
  state: z.enum(ITEM_STATES),
  attempts: z.number(),
  error: z.nullable(KeptError),
  /** The result, by kind: `devices`, or `rooms_left` and `rooms`; why it was skipped as `reason`. */
  result: z.record(z.string(), z.unknown()),
  ended_ts: z.nullable(Milliseconds),
});
export type JobItem = z.infer<typeof JobItem>;

const job_id = z.uuid();
const started = z.object({ job_id: z.string() });
const one = {
  reads: false,
  input: { job_id },
  target: "job_id",
  output: z.object({}),
  underMas: unaffected,
} as const;

export const jobs = {
  /** The newest first, with active jobs before all others. */
  list: operation({
    reads: true,
    input: { limit: z._default(z.int().check(z.minimum(1), z.maximum(100)), 50) },
    output: z.object({ jobs: z.array(Job) }),
  }),

  get: operation({ reads: true, input: { job_id }, output: Job }),

  items: operation({
    reads: true,
    input: {
      job_id,
      state: z.optional(z.enum(ITEM_STATES)),
      from: z._default(z.int().check(z.minimum(0)), 0),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 50),
    },
    output: z.object({ items: z.array(JobItem), total: Count }),
  }),

  /** Every selection skips the signed-in admin's own account, and lists it as skipped. */
  start: operation({
    reads: false,
    input: { task: BulkTask, selection: Selection },
    output: started,
    // At the start, not account by account.
    underMas: {
      refuses: ({ task }) => {
        const write = WRITES[(task as BulkTask).kind];
        return write !== null && isManagedByMas(write, task as BulkTask);
      },
    },
  }),

  /** Finishes running items, and starts no new ones. */
  pause: operation(one),
  resume: operation(one),
  /** Drops pending items, and keeps what is done. */
  cancel: operation(one),
  retryFailed: operation(one),
  /** Continues with this admin's token. */
  takeOver: operation(one),
};
