import * as z from "zod/mini";

import { Count } from "#lib/contract/kit/bounds.ts";
import { endpoint, secret } from "#lib/contract/kit/endpoint.ts";
import { deactivate, reactivate } from "#lib/contract/deactivation.ts";
import { PasswordPolicy } from "#lib/contract/password-policy.ts";
import { RoomSummary } from "#lib/contract/rooms.ts";
import { DeviceId, Empty, Milliseconds, RoomId, UserId } from "#lib/contract/kit/scalars.ts";
import { AnyPassword } from "#lib/contract/passwords.ts";
import { ExternalId } from "#lib/contract/users.ts";
import { signingIn } from "./sign-in.ts";
import { entries, rows } from "#lib/contract/kit/tolerant.ts";
import { byMasAlone, byMasIfGiven, unaffected } from "#lib/contract/kit/mas.ts";

/** Keys with signatures over all fields, so none may be dropped. */
const SignedKeys = z.looseObject({
  keys: z.optional(z.record(z.string(), z.string())),
  signatures: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
});

/** Creates an account (201) or changes the given fields of an existing one (200). Lists are replaced. */
const putUser = endpoint({
  method: "PUT",
  path: "/_synapse/admin/v2/users/{user_id}",
  input: {
    user_id: UserId,
    displayname: z.optional(z.string()),
    password: z.optional(secret(AnyPassword)),
    /** For an existing account that gets a password. Synapse's own default is true. */
    logout_devices: z.optional(z.literal(false)),
    admin: z.optional(z.boolean()),
    /** Null: a person. */
    user_type: z.optional(z.nullable(z.string())),
    threepids: z.optional(z.array(z.object({ medium: z.string(), address: z.string() }))),
    external_ids: z.optional(z.array(ExternalId)),
    avatar_url: z.optional(z.string()),
    /** Synapse ignores it on creation. */
    locked: z.optional(z.boolean()),
  },
  output: Empty,
  locksOut: ({ admin, locked }) => admin === false || locked === true,
  underMas: byMasIfGiven("password", "admin", "threepids", "external_ids", "locked"),
});

/**
 * Calls that only our own server makes: signing in, and examining a homeserver first. Never published to the
 * browser.
 * https://spec.matrix.org/latest/client-server-api/
 */
export const matrix = {
  ...signingIn,

  /** A cheap call for server admins only: reading one account. */
  adminProbe: endpoint({
    method: "GET",
    path: "/_synapse/admin/v2/users/{user_id}",
    input: { user_id: UserId },
    output: z.object({ displayname: z.nullish(z.string()) }),
  }),

  /** The probe for servers where the first one answers 404 for the caller's own account. */
  adminProbeByRooms: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms",
    input: { limit: z.literal(1) },
    output: Empty,
  }),

  deactivate,
  reactivate,

  /** The address that Synapse gives to clients: `public_baseurl`. */
  clientAddress: endpoint({
    method: "GET",
    path: "/.well-known/matrix/client",
    input: {},
    output: z.object({ "m.homeserver": z.object({ base_url: z.url() }) }),
  }),

  /** An unknown account has no rooms either. */
  joinedRooms: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/joined_rooms",
    input: { user_id: UserId },
    output: z.object({ joined_rooms: rows(z.string()) }),
  }),

  /** Not paged, and also for accounts without pushers. */
  pushers: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/pushers",
    input: { user_id: UserId },
    output: z.object({ total: Count }),
  }),

  /**
   * Joins an account to a room. For a private room Synapse first invites as the admin, who must be a member
   * and allowed to invite.
   * https://element-hq.github.io/synapse/latest/admin_api/room_membership.html
   */
  joinRoom: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/join/{room_id_or_alias}",
    input: { room_id_or_alias: z.string(), user_id: UserId },
    output: Empty,
    underMas: unaffected,
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#create-a-device */
  createDevice: endpoint({
    method: "POST",
    path: "/_synapse/admin/v2/users/{user_id}/devices",
    input: { user_id: UserId, device_id: DeviceId },
    output: Empty,
    underMas: byMasAlone,
  }),

  /**
   * Public keys, which any user of the homeserver may read.
   * https://spec.matrix.org/latest/client-server-api/#post_matrixclientv3keysquery
   */
  queryKeys: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/keys/query",
    input: { device_keys: z.record(z.string(), z.array(z.string())) },
    output: z.object({
      device_keys: entries(entries(SignedKeys)),
      master_keys: entries(SignedKeys),
      self_signing_keys: entries(SignedKeys),
    }),
    underMas: unaffected,
  }),

  /**
   * A 500 if accounts do not expire; a time is then accepted, and useless.
   * https://element-hq.github.io/synapse/latest/admin_api/account_validity.html
   */
  renewValidity: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/account_validity/validity",
    input: { user_id: UserId },
    output: z.object({ expiration_ts: Milliseconds }),
    underMas: byMasAlone,
  }),

  /**
   * An account's memberships, by room.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#list-all-memberships-of-a-user
   */
  memberships: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/users/{user_id}/memberships",
    feature: "memberships",
    input: { user_id: UserId },
    output: z.object({ memberships: entries(z.string()) }),
  }),

  /** https://element-hq.github.io/synapse/latest/admin_api/rooms.html#room-details-api */
  roomDetails: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/rooms/{room_id}",
    input: { room_id: RoomId },
    output: RoomSummary,
  }),

  /**
   * Synapse's policy for passwords that users choose. It does not apply to those set by an admin.
   * https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html#password_config
   */
  passwordPolicy: endpoint({
    method: "GET",
    path: "/_matrix/client/v3/password_policy",
    input: {},
    output: PasswordPolicy,
  }),

  putUser,

  /**
   * Whether Synapse knows a type. Synapse always rejects this call and changes nothing, since `admin` must be
   * a boolean. It rejects an unknown type first.
   */
  probeUserType: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v2/users/{user_id}",
    input: { user_id: UserId, user_type: z.string(), admin: z.literal("probe") },
    output: Empty,
    underMas: unaffected,
  }),

  /** The same call to create an account. */
  createUser: { ...putUser, underMas: byMasAlone },
};
