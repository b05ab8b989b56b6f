import * as z from "zod/mini";

import { Count } from "./kit/bounds.ts";
import { endpoint, secret } from "./kit/endpoint.ts";
import { Empty, flag, Milliseconds, page, Seconds, UserId } from "./kit/scalars.ts";
import { NewPassword } from "./passwords.ts";
import { rows, tolerant } from "./kit/tolerant.ts";
import { byMasAlone, unaffected } from "./kit/mas.ts";

/** A row of the list. Synapse reports `suspended`, emails and application services only in the detail. */
const userFields = {
  name: z.string(),
  displayname: z.nullish(z.string()),
  avatar_url: z.nullish(z.string()),
  user_type: z.nullish(z.string()),
  is_guest: flag,
  admin: flag,
  deactivated: flag,
  erased: flag,
  locked: flag,
  shadow_banned: flag,
  creation_ts: z.nullish(Milliseconds),
  /** Null or absent: unknown. Synapse forgets it after `user_ips_max_age`. */
  last_seen_ts: z.nullish(Milliseconds),
};
export const User = tolerant(userFields);
export type User = z.output<typeof User>;

export const ThreePid = tolerant({
  medium: z.string(),
  address: z.string(),
  added_at: z.nullish(Milliseconds),
  validated_at: z.nullish(Milliseconds),
});

export const ExternalId = z.object({ auth_provider: z.string(), external_id: z.string() });
export type ExternalId = z.infer<typeof ExternalId>;

export const UserDetail = tolerant({
  ...userFields,
  /** Seconds here, although the list has milliseconds: both become milliseconds. */
  creation_ts: z.nullish(Seconds),
  suspended: flag,
  appservice_id: z.nullish(z.string()),
  threepids: rows(ThreePid),
  external_ids: rows(ExternalId),
});
export type UserDetail = z.output<typeof UserDetail>;

/** The filters and order of the list. */
export const usersFilter = {
  /** Part of the localpart or display name. `%` and `_` are wildcards. */
  name: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
  /** Part of the Matrix ID. Synapse takes ASCII only. */
  user_id: z.optional(
    z.string().check(z.minLength(1), z.maxLength(255), z.regex(/^[\x20-\x7e]+$/)),
  ),
  guests: z.optional(z.boolean()),
  admins: z.optional(z.boolean()),
  /** Absent: both. */
  deactivated: z.optional(z.boolean()),
  /** Synapse hides locked accounts unless asked. */
  locked: z._default(z.boolean(), true),
  /** Types to leave out; the empty string stands for accounts without a type. */
  not_user_type: z.optional(z.array(z.enum(["", "bot", "support"])).check(z.maxLength(3))),
  /** Only `name` streams from an index: other orders read the whole table. */
  order_by: z._default(z.enum(["name", "creation_ts", "last_seen_ts"]), "name"),
  dir: z._default(z.enum(["f", "b"]), "f"),
};

/** Also: not seen for this many days, or never known to be. Unknown is not inactive. */
export const inactiveFilter = {
  unseen: z.optional(z.union([z.literal("unknown"), z.int().check(z.minimum(1), z.maximum(3650))])),
};
export type Inactive = z.infer<typeof inactiveFilter.unseen>;

/** Also: with this literal text in the Matrix ID or display name, where Synapse has wildcards. */
export const literalFilter = {
  contains: z.optional(z.string().check(z.minLength(1), z.maxLength(255))),
};

/** The types that every Synapse knows. */
export const USER_TYPES = ["bot", "support"] as const;

/** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#query-user-account */
const get = endpoint({
  method: "GET",
  path: "/_synapse/admin/v2/users/{user_id}",
  input: { user_id: UserId },
  output: UserDetail,
});

export const users = {
  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#list-accounts-v3 */
  list: endpoint({
    method: "GET",
    path: "/_synapse/admin/v3/users",
    feature: "usersListV3",
    input: {
      ...page,
      ...usersFilter,
    },
    output: z.object({
      users: rows(User),
      total: Count,
      next_token: z.optional(z.string()),
    }),
    // Synapse answers 400 without it under MAS, even if guests are not asked for.
    underMas: { sends: { guests: false } },
  }),

  get,

  /** https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#reset-password */
  resetPassword: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/reset_password/{user_id}",
    input: {
      user_id: UserId,
      new_password: secret(NewPassword),
      /** Synapse's own default is true, which deletes the devices and with them unsaved message keys. */
      logout_devices: z.boolean(),
    },
    output: Empty,
    changes: ["devices"],
    underMas: byMasAlone,
  }),

  /**
   * Nothing is lost: a locked account cannot be used until it is unlocked.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#create-or-modify-account
   */
  lock: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v2/users/{user_id}",
    input: { user_id: UserId, locked: z.boolean() },
    output: z.object({}),
    mustExist: true,
    locksOut: ({ locked }) => locked === true,
    underMas: byMasAlone,
    bulk: {
      verify: get,
      isSettled: (now, input) => now["locked"] === input["locked"],
      concurrency: 4,
    },
  }),

  /**
   * A suspended account can only read.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#suspendunsuspend-account
   */
  suspend: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v1/suspend/{user_id}",
    feature: "suspension",
    input: { user_id: UserId, suspend: z.boolean() },
    output: Empty,
    locksOut: ({ suspend }) => suspend === true,
    bulk: {
      verify: get,
      isSettled: (now, input) => now["suspended"] === input["suspend"],
      concurrency: 4,
    },
    underMas: unaffected,
  }),

  /**
   * Null: an ordinary account. Synapse uses it only in its own lists and counts.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#create-or-modify-account
   */
  setType: endpoint({
    method: "PUT",
    path: "/_synapse/admin/v2/users/{user_id}",
    input: { user_id: UserId, user_type: z.nullable(z.enum(USER_TYPES)) },
    output: z.object({}),
    mustExist: true,
    bulk: {
      verify: get,
      isSettled: (now, input) => now["user_type"] === input["user_type"],
      concurrency: 4,
    },
    underMas: unaffected,
  }),

  /**
   * Shadow-banned accounts are not told: their messages seem sent, but reach no one.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#controlling-whether-a-user-is-shadow-banned
   */
  shadowBan: endpoint({
    method: "POST",
    path: "/_synapse/admin/v1/users/{user_id}/shadow_ban",
    input: { user_id: UserId },
    output: Empty,
    locksOut: () => true,
    bulk: { verify: get, isSettled: (now) => now["shadow_banned"] === true, concurrency: 4 },
    underMas: unaffected,
  }),

  shadowUnban: endpoint({
    method: "DELETE",
    path: "/_synapse/admin/v1/users/{user_id}/shadow_ban",
    input: { user_id: UserId },
    output: Empty,
    bulk: { verify: get, isSettled: (now) => now["shadow_banned"] === false, concurrency: 4 },
    underMas: unaffected,
  }),

  /**
   * The owner of an email address or phone number; 404 if there is none. Case matters, and Synapse stores
   * email addresses in lower case.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#find-a-user-based-on-their-third-party-id-threepid-or-3pid
   */
  findByThreepid: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/threepid/{medium}/users/{address}",
    input: {
      /** `email` or `msisdn`. */
      medium: z.string().check(z.maxLength(50)),
      address: z.string().check(z.maxLength(500)),
    },
    output: z.object({ user_id: z.string() }),
  }),

  /**
   * The user of this sign-in; 404 if there is none.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#find-a-user-based-on-their-id-in-an-auth-provider
   */
  findByExternalId: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/auth_providers/{auth_provider}/users/{external_id}",
    input: {
      auth_provider: z.string().check(z.maxLength(255)),
      external_id: z.string().check(z.maxLength(500)),
    },
    output: z.object({ user_id: z.string() }),
  }),
};
