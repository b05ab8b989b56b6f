import * as z from "zod/mini";

import { endpoint, operation } from "./kit/endpoint.ts";
import { Empty, Milliseconds, RoomId, UserId } from "./kit/scalars.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** How many minutes an impersonation token may live. */
export const LOGIN_MINUTES = [5, 15, 60] as const;

const Reason = z.string().check(z.trim(), z.minLength(3), z.maxLength(500));

export const Login = z.object({
  id: z.string(),
  /** The admin with the token. */
  who: z.string(),
  reason: z.string(),
  created_ts: Milliseconds,
  expires_ts: Milliseconds,
});
export type Login = z.infer<typeof Login>;

/** Why a user's power was not removed. Each has a text in `logInAs.power`. */
export const POWER_REASONS = [
  /** The user has only the default power. */
  "no_power",
  /** From room version 12 on, a creator's power is unlimited and cannot be removed. */
  "creator",
  /** No member could change permissions afterwards. */
  "only_admin",
  /** The user may not change permissions. */
  "may_not",
  "not_joined",
  /** Sent, but a second read shows no change. */
  "unchanged",
] as const;

const aboutRoom = { user_id: UserId, room_id: RoomId };

/** Acting for a user, or letting them back in. */
export const access = {
  /**
   * Lets the user replace their cross-signing keys for ten minutes, without another sign-in. Since Synapse
   * 1.97; 404 for a user without such keys.
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

  /** Issues an access token for the user's account, shown once and stored only to be revoked. */
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

  /** Valid access tokens for this account that were issued here. */
  logins: operation({
    reads: true,
    input: { user_id: UserId },
    output: z.object({ logins: z.array(Login) }),
  }),

  /** Revokes such a token at the homeserver for any admin. */
  revokeLogin: operation({
    reads: false,
    input: { user_id: UserId, login_id: z.uuid() },
    target: "user_id",
    output: Empty,
    underMas: unaffected,
  }),

  /** The user's current rooms, by name if they have one. */
  rooms: operation({
    reads: true,
    input: { user_id: UserId },
    output: z.object({
      rooms: z.array(z.object({ room_id: z.string(), name: z.nullable(z.string()) })),
    }),
  }),

  /** Sent as the user, with an access token for this alone. */
  leaveRoom: operation({
    reads: false,
    input: aboutRoom,
    target: "user_id",
    /** False: a second read still finds them there. */
    output: z.object({ has_left: z.boolean() }),
    changes: ["users", "memberships"],
    // For one's own account it works there too. For another it takes a token of theirs, which is refused.
    underMas: unaffected,
  }),

  /** Sent as the user: removes their entry from the power levels, so that they have the room's default. */
  giveUpPower: operation({
    reads: false,
    input: aboutRoom,
    target: "user_id",
    output: z.object({ is_given_up: z.boolean(), reason: z.nullable(z.enum(POWER_REASONS)) }),
    underMas: unaffected,
  }),
};
