import * as z from "zod/mini";

import { endpoint, operation } from "./kit/endpoint.ts";
import { Empty, Milliseconds, RoomId, UserId } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** For how many minutes an access token of somebody else's account may live. */
export const LOGIN_MINUTES = [5, 15, 60] as const;

const Reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));

export const Login = z.object({
  id: z.string(),
  /** The admin who has it. */
  who: z.string(),
  reason: z.string(),
  created_ts: Milliseconds,
  expires_ts: Milliseconds,
});
export type Login = z.infer<typeof Login>;

/** Why somebody's power was left as it is. Each has its words in `logInAs.power`. */
export const POWER_REASONS = [
  /** They have no more than everybody in the room. */
  "no_power",
  /** From room version 12 on, a creator's power is without end and cannot be given up. */
  "creator",
  /** Nobody would be left who may change permissions. */
  "only_admin",
  /** They may not change permissions themselves. */
  "may_not",
  "not_joined",
  /** It was sent, and a fresh look shows no change. */
  "unchanged",
] as const;

const aboutRoom = { user_id: UserId, room_id: RoomId };

/** What is done in place of a user, or lets them in again. */
export const access = {
  /**
   * Lets the user replace their cross-signing keys without signing in once more, for ten minutes. Since
   * Synapse 1.97; 404 where the user has no such keys.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#allow-replacing-master-cross-signing-key-without-user-interactive-auth
   */
  allowCrossSigningReset: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/users/{user_id}/_allow_cross_signing_replacement_without_uia",
    feature: "crossSigningReset",
    input: { user_id: UserId },
    output: z.object({ updatable_without_uia_before_ms: Milliseconds }),
    underMas: unaffected,
  }),

  /** An access token of the user's account, told this once and kept for being revoked alone. */
  logInAs: operation({
    reads: false,
    input: {
      user_id: UserId,
      minutes: z.union(LOGIN_MINUTES.map((minutes) => z.literal(minutes))),
      reason: Reason,
    },
    target: "user_id",
    output: z.object({ access_token: z.string(), login: Login }),
    underMas: byMasAlone,
  }),

  /** Access tokens of this user's account that were made here and are alive. */
  logins: operation({
    reads: true,
    input: { user_id: UserId },
    output: z.object({ logins: z.array(Login) }),
  }),

  /** Revokes one of them at the homeserver, whoever has it. */
  revokeLogin: operation({
    reads: false,
    input: { user_id: UserId, login_id: z.uuid() },
    target: "user_id",
    output: Empty,
    underMas: unaffected,
  }),

  /** The rooms that the user is in, by name where they have one. */
  rooms: operation({
    reads: true,
    input: { user_id: UserId },
    output: z.object({
      rooms: z.array(z.object({ room_id: z.string(), name: z.nullable(z.string()) })),
    }),
  }),

  /** As the user would, with an access token that lives for this alone. */
  leaveRoom: operation({
    reads: false,
    input: aboutRoom,
    target: "user_id",
    /** False: a fresh look still finds them in it. */
    output: z.object({ has_left: z.boolean() }),
    changes: ["users", "memberships"],
    // For one's own account it works there too. For another it takes a token of theirs, which is refused.
    underMas: unaffected,
  }),

  /** As the user would: their own line in the room's permissions goes, and they are like everybody else. */
  giveUpPower: operation({
    reads: false,
    input: aboutRoom,
    target: "user_id",
    output: z.object({ is_given_up: z.boolean(), reason: z.nullable(z.enum(POWER_REASONS)) }),
    underMas: unaffected,
  }),
};
