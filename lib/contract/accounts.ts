import * as z from "zod/mini";

import { ErrorBody } from "#lib/errors.ts";

import { endpoint, operation, secret } from "./kit/endpoint.ts";
import { isUsableSegment } from "./kit/path-segments.ts";
import { Milliseconds, NewUserId, RoomIdOrAlias, UserId } from "./kit/scalars.ts";
import { byMasAlone, byMasIfGiven } from "./kit/mas.ts";
import { NewPassword } from "./passwords.ts";
import { ExternalId, UserDetail } from "./users.ts";

export const DISPLAYNAME_MAX = 256;
const ADDRESS_MAX = 500;

const DisplayName = z.string().check(z.maxLength(DISPLAYNAME_MAX));

/** In lower case, as Synapse stores them. */
export const Email = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.trim().toLowerCase()),
  ),
  z.string().check(z.maxLength(ADDRESS_MAX), z.regex(/^[^\s@,;]+@[^\s@,;]+$/)),
);

/** Digits with the country code and nothing else, however it was typed. */
export const Phone = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.replace(/[\s().+/-]/g, "").replace(/^00/, "")),
  ),
  z.string().check(z.regex(/^[1-9]\d{4,14}$/)),
);

export const Address = z.discriminatedUnion("medium", [
  z.object({ medium: z.literal("email"), address: Email }),
  z.object({ medium: z.literal("msisdn"), address: Phone }),
]);

const segment = () =>
  z.string().check(
    z.maxLength(ADDRESS_MAX),
    z.superRefine((value: string, context) => {
      if (isUsableSegment(value)) return;
      context.addIssue({ code: "custom", params: { code: "unusable_id" } });
    }),
  );

/** An account's existing address, whatever the rules were then. */
const AnyAddress = z.object({
  medium: z.string(),
  address: z.string().check(z.maxLength(ADDRESS_MAX)),
});

export const SignInId = z.object({ auth_provider: segment(), external_id: segment() });

const UserType = z.string().check(z.regex(/^[\w.-]{1,64}$/));

const MOST = 50;

const MxcUrl = z.string().check(z.maxLength(1000), z.regex(/^(mxc:\/\/[^/?#\s]+\/[\w.~-]+)?$/));

/** The fields that an admin can change. An empty name or picture, or a null type, removes it. */
const changeable = {
  displayname: z.optional(DisplayName),
  avatar_url: z.optional(MxcUrl),
  user_type: z.optional(z.nullable(UserType)),
  admin: z.optional(z.boolean()),
  /** The complete new list. Added entries must pass today's rules. */
  threepids: z.optional(z.array(AnyAddress).check(z.maxLength(MOST))),
  external_ids: z.optional(z.array(ExternalId).check(z.maxLength(MOST))),
};

/** The values that the page showed. Old accounts may have some that are invalid today. */
const Shown = z.object({
  displayname: z.optional(z.string()),
  avatar_url: z.optional(z.string()),
  user_type: z.optional(z.nullable(z.string())),
  admin: z.optional(z.boolean()),
  threepids: z.optional(z.array(AnyAddress)),
  external_ids: z.optional(z.array(ExternalId)),
});

/** Creating and changing accounts. Part of the group `users`. */
export const accounts = {
  /**
   * Whether a name is available. Otherwise the error is M_USER_IN_USE, M_INVALID_USERNAME or M_EXCLUSIVE.
   * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#check-username-availability
   */
  nameAvailable: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/username_available",
    input: { username: z.string().check(z.minLength(1), z.maxLength(255)) },
    output: z.object({ available: z.boolean() }),
  }),

  /** How people sign in on this homeserver, and where. */
  waysToSignIn: operation({
    reads: true,
    input: {},
    output: z.object({
      /** The address that Synapse gives to clients; null if it gives none. */
      address: z.nullable(z.string()),
      passwords: z.boolean(),
      /** MAS handles sign-in, and creates the accounts too. */
      mas: z.boolean(),
      providers: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  }),

  /** Creates an account and joins rooms. Reports what failed afterwards; the account stays. */
  create: operation({
    reads: false,
    target: "user_id",
    input: {
      user_id: NewUserId,
      /** Absent: the account has no password. */
      password: z.optional(secret(NewPassword)),
      displayname: z.optional(DisplayName),
      threepids: z._default(z.array(Address).check(z.maxLength(MOST)), []),
      external_ids: z._default(z.array(SignInId).check(z.maxLength(MOST)), []),
      user_type: z.optional(UserType),
      admin: z._default(z.boolean(), false),
      rooms: z._default(z.array(RoomIdOrAlias).check(z.maxLength(MOST)), []),
    },
    output: z.object({
      user: UserDetail,
      /** Synapse failed after it had created the account, whose state is `user`. */
      broke_off: z.nullable(ErrorBody),
      rooms: z.array(z.object({ room: z.string(), error: z.nullable(ErrorBody) })),
    }),
    underMas: byMasAlone,
  }),

  /**
   * Changes an existing account if it still is as the page showed it: lists are replaced whole, which would
   * undo another admin's additions. Returns the changed account.
   */
  modify: operation({
    reads: false,
    target: "user_id",
    input: {
      user_id: UserId,
      was: Shown,
      ...changeable,
      /** Accounts that the admin agreed to take an address from. */
      taken_from: z._default(z.array(UserId).check(z.maxLength(MOST)), []),
    },
    output: z.object({ user: UserDetail }),
    underMas: byMasIfGiven("admin", "threepids", "external_ids"),
  }),

  /** Extends an account by the homeserver's period. Returns the new end. */
  renew: operation({
    reads: false,
    target: "user_id",
    input: { user_id: UserId },
    output: z.object({ expiration_ts: Milliseconds }),
    underMas: byMasAlone,
  }),
};

/** The size limit of an avatar: the browser scales images far below it. */
export const AVATAR_MAX_BYTES = 5 * 1024 * 1024;

/** The answer to an avatar upload. */
export const UploadedAvatar = z.object({ content_uri: z.string() });
