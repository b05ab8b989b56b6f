import * as z from "zod/mini";

import { Moment } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { Milliseconds } from "./kit/scalars.ts";

/** `unknown`: it may have happened. The answer was lost, or the dashboard stopped meanwhile. */
export const OUTCOMES = ["done", "failed", "unknown", "running"] as const;

/** Records are numbered in order. */
export const RECORD_ID = /^\d{1,18}$/;

/** Records besides published actions: sign-in, and deletion of old records. */
export const OWN_ACTIONS = [
  "users.deactivate",
  "users.reactivate",
  "users.uploadAvatar",
  "rooms.join",
  "snapshots.take",
  "snapshots.remove",
  "users.notify",
  "users.deleteMedia",
  "users.redact",
  "imports.passwords",
  "media.view",
  "session.start",
  "audit.cut",
] as const;
export type OwnAction = (typeof OWN_ACTIONS)[number];

const AuditRecord = z.object({
  id: z.string(),
  at_ts: Milliseconds,
  /** Null for the dashboard itself. */
  who: z.nullable(z.string()),
  ip: z.nullable(z.string()),
  /** An action's id, `group.name`. */
  action: z.string(),
  /** A Matrix ID, device ID or other target. */
  target: z.nullable(z.string()),
  /** The input, without secrets. */
  input: z.record(z.string(), z.unknown()),
  job_id: z.nullable(z.string()),
  outcome: z.enum(OUTCOMES),
  /** Why it failed: an error's `code` and `details`. */
  error: z.nullable(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })),
  duration_ms: z.nullable(z.number()),
  /**
   * The answer was lost, and a later read at this time showed that the write was done. Null: the outcome is
   * from the answer, or unknown.
   */
  confirmed_ts: z.nullable(Milliseconds),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** PostgreSQL stores no text with a NUL character, so none can match. */
const text = () =>
  z.optional(z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[^\0]*$/)));

const RecordId = z.string().check(z.regex(RECORD_ID));

/** Time spans up to now. */
export const SPANS = ["hour", "day", "week", "month"] as const;

/** Filters of the records. Absent: all. */
const filter = {
  /** A part of the actor, target or action. */
  q: text(),
  who: text(),
  action: text(),
  target: text(),
  outcome: z.optional(z.enum(OUTCOMES)),
  /** A span, so that equal queries stay equal as time passes. */
  within: z.optional(z.enum(SPANS)),
  /** Milliseconds since 1970: the first included, and the first excluded again. */
  from_ts: z.optional(Moment),
  until_ts: z.optional(Moment),
};

export const audit = {
  /**
   * Newest first. Pass `next` as `before` for older records, `previous` as `after` for newer ones; null at
   * the ends.
   */
  list: operation({
    reads: true,
    input: {
      ...filter,
      before: z.optional(RecordId),
      after: z.optional(RecordId),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(500)), 50),
    },
    output: z.object({
      records: z.array(AuditRecord),
      next: z.nullable(z.string()),
      previous: z.nullable(z.string()),
    }),
  }),

  /** Returns one record, or null if it was deleted after its retention. */
  get: operation({
    reads: true,
    input: { id: RecordId },
    output: z.object({ record: z.nullable(AuditRecord) }),
  }),

  /** The recorded actors: some hundred at most. */
  people: operation({ reads: true, input: {}, output: z.object({ people: z.array(z.string()) }) }),
};
