import * as z from "zod/mini";

import { Moment } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { Milliseconds } from "./kit/scalars.ts";

/** `unknown`: it may have happened. Its answer was lost, or the dashboard's server ended meanwhile. */
export const OUTCOMES = ["done", "failed", "unknown", "running"] as const;

/** Records are numbered as they come. */
export const RECORD_ID = /^\d{1,18}$/;

/** What the dashboard records besides published actions: what jobs do, sign-ins, and that old records were cut. */
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
  /** Null where the dashboard itself did it. */
  who: z.nullable(z.string()),
  ip: z.nullable(z.string()),
  /** An action's id, `group.name`. */
  action: z.string(),
  /** Matrix ID, device ID or whatever it was about. */
  target: z.nullable(z.string()),
  /** What was sent, without secrets. */
  input: z.record(z.string(), z.unknown()),
  job_id: z.nullable(z.string()),
  outcome: z.enum(OUTCOMES),
  /** Why it failed: an error's `code` and `details`. */
  error: z.nullable(z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })),
  duration_ms: z.nullable(z.number()),
  /**
   * Its answer was lost, and the homeserver, read again at this moment, showed that it was done. Null: the
   * outcome is what the answer said, or unknown.
   */
  confirmed_ts: z.nullable(Milliseconds),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** PostgreSQL keeps no text with a zero character in it, so none can match. */
const text = () =>
  z.optional(z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[^\0]*$/)));

const RecordId = z.string().check(z.regex(RECORD_ID));

/** Spans of time that end now. */
export const SPANS = ["hour", "day", "week", "month"] as const;

/** What narrows the records down. Absent: everything. */
const filter = {
  /** Part of who, the target or the action. */
  q: text(),
  who: text(),
  action: text(),
  target: text(),
  outcome: z.optional(z.enum(OUTCOMES)),
  /** Told as a span, so that equal questions stay equal while time passes. */
  within: z.optional(z.enum(SPANS)),
  /** Milliseconds since 1970; the first moment that counts, and the first that no longer does. */
  from_ts: z.optional(Moment),
  until_ts: z.optional(Moment),
};

export const audit = {
  /**
   * Newest first. `next` is given back as `before` for older ones, `previous` as `after` for newer
   * ones; null where there are none.
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

  /** One of them. Null where there is none: old ones are cut where the operator says so. */
  get: operation({
    reads: true,
    input: { id: RecordId },
    output: z.object({ record: z.nullable(AuditRecord) }),
  }),

  /** Whom the records name as the one who did it: some hundred of them at most. */
  people: operation({ reads: true, input: {}, output: z.object({ people: z.array(z.string()) }) }),
};
