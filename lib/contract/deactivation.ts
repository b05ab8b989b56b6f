import * as z from "zod/mini";

import { endpoint, operation } from "./kit/endpoint.ts";
import { byMasAlone } from "./kit/mas.ts";
import { Empty, Milliseconds, UserId } from "./kit/scalars.ts";
import { ExternalId } from "./users.ts";

/**
 * Synapse may answer long before the account has left its rooms, and continues in the background. Not
 * published: only jobs call it.
 */
export const deactivate = endpoint({
  method: "POST",
  path: "/_synapse/admin/v1/deactivate/{user_id}",
  input: { user_id: UserId, erase: z.boolean() },
  output: Empty,
  locksOut: () => true,
  underMas: byMasAlone,
});

/** Makes a deactivated or erased account one that is not. Not published: jobs make it. */
export const reactivate = endpoint({
  method: "PUT",
  path: "/_synapse/admin/v2/users/{user_id}",
  input: { user_id: UserId, deactivated: z.literal(false) },
  output: Empty,
  underMas: byMasAlone,
});

/** What an account has, in numbers. Null: could not be read. */
export const AccountSummary = z.object({
  rooms: z.nullable(z.number()),
  devices: z.nullable(z.number()),
  pushers: z.nullable(z.number()),
  emails: z.number(),
  phones: z.number(),
  /** Links to accounts of single sign-on. */
  sign_ins: z.number(),
  media: z.nullable(z.number()),
  /** Null also if there are too many files to add up, or a size is unknown. */
  media_bytes: z.nullable(z.number()),
});
export type AccountSummary = z.infer<typeof AccountSummary>;

/** The steps of a deactivation. Each has a text in `accountEnd.steps`. */
export const DEACTIVATION_STEPS = [
  "deactivated",
  "erased",
  "devices",
  "pushers",
  "addresses",
  "rooms",
  "profile",
  "sign_ins",
  "media",
  "snapshot",
] as const;

/**
 * Synapse removes these with the account. They are not checked: most cannot be, and account data is private.
 */
export const NOT_READABLE = [
  "password",
  "tokens",
  "account_data",
  "key_backups",
  "invitations",
] as const;

/**
 * `done`: a second read found it gone. `left`: it should be gone, but exists. `kept`: it stays, since no
 * requested option removes it. `unread`: it could not be read.
 */
export const STEP_STATES = ["done", "left", "kept", "unread"] as const;

const DeactivationStep = z.object({
  step: z.enum(DEACTIVATION_STEPS),
  is: z.enum(STEP_STATES),
  /** The number right before. */
  before: z.optional(z.number()),
  /** The current number. */
  now: z.optional(z.number()),
  bytes: z.optional(z.number()),
  /** How long a snapshot is kept. */
  until_ts: z.optional(Milliseconds),
});
export type DeactivationStep = z.infer<typeof DeactivationStep>;

/** The result of a deactivation or erasure, step by step, as read at `at_ts`. */
export const DeactivationReport = z.object({
  user_id: z.string(),
  at_ts: Milliseconds,
  /** The time and the admin, as far as the audit trail knows. */
  ended_ts: z.nullable(Milliseconds),
  ended_by: z.nullable(z.string()),
  steps: z.array(DeactivationStep),
  not_readable: z.array(z.string()),
});
export type DeactivationReport = z.infer<typeof DeactivationReport>;

/** The parts of a snapshot. Each has a text in `reactivate.parts`. */
export const RESTORE_PARTS = ["profile", "addresses", "sign_ins", "rooms"] as const;
export type RestorePart = (typeof RESTORE_PARTS)[number];

const Missing = z.object({
  id: z.string(),
  /** `taken`, or an error code. */
  why: z.string(),
  /** The current owner. */
  owner: z.optional(z.string()),
  homeserver_says: z.optional(z.string()),
});

/** What was restored of one part, by a second read. */
const Restored = z.object({
  part: z.enum(RESTORE_PARTS),
  /** How many the snapshot has. */
  of: z.number(),
  back: z.number(),
  missing: z.array(Missing),
});
export type Restored = z.infer<typeof Restored>;

export const Reactivation = z.object({
  reactivated: z.literal(true),
  /** Null: no snapshot, or it cannot be opened any more. */
  snapshot_ts: z.nullable(Milliseconds),
  restored: z.array(Restored),
});
export type Reactivation = z.infer<typeof Reactivation>;

/** The current owner; null: none. */
const owner = z.nullable(z.string());

const Snapshot = z.object({
  taken_ts: Milliseconds,
  until_ts: Milliseconds,
  displayname: z.nullable(z.string()),
  avatar_url: z.nullable(z.string()),
  addresses: z.array(z.object({ medium: z.string(), address: z.string(), owner })),
  sign_ins: z.array(z.object({ ...ExternalId.shape, owner })),
  rooms: z.number(),
  devices: z.number(),
});
export type Snapshot = z.infer<typeof Snapshot>;

const about = { reads: true, input: { user_id: UserId }, target: "user_id" } as const;

export const accountEnd = {
  /** What would be lost. */
  holdings: operation({
    ...about,
    output: z.object({
      holdings: AccountSummary,
      /** How many days a snapshot would be kept; 0: no snapshot. */
      snapshot_days: z.number(),
    }),
  }),

  /** What is left of it. Only reads. */
  report: operation({ ...about, output: DeactivationReport }),

  /** What can be restored; null without a snapshot. */
  snapshot: operation({ ...about, output: z.object({ snapshot: z.nullable(Snapshot) }) }),
};
