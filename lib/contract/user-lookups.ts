import * as z from "zod/mini";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { Count } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { page, UserId } from "./kit/scalars.ts";
import { literalFilter, inactiveFilter, User, usersFilter } from "./users.ts";

/** By what an account can be found exactly. Each has its words in `find.ways`. */
export const FIND_WAYS = ["email", "phone", "sign_in"] as const;
export type FindWay = (typeof FIND_WAYS)[number];

/** A search compares so many accounts with its text at most. */
export const MOST_COMPARED = 20_000;

/** So many accounts are asked about at once. */
export const MANAGERS_BATCH = 25;

const { order_by: _order, ...who } = usersFilter;

/** What is learned of users by more than one question to Synapse, or by one that is not about them. */
export const userLookups = {
  /**
   * Those not seen for some time, or of whom nothing is known, in the order of their last visit. Synapse
   * cannot filter by it: where they begin and end in that order is searched for.
   */
  listUnseen: operation({
    reads: true,
    input: { ...page, ...who, unseen: z.nonoptional(inactiveFilter.unseen) },
    output: z.object({ users: z.array(User), total: Count }),
  }),

  /**
   * Those whose name has a text in it, where Synapse's own filters find more than that: all that they find
   * are read and compared here.
   */
  search: operation({
    reads: true,
    input: {
      ...page,
      ...usersFilter,
      ...inactiveFilter,
      contains: z.nonoptional(literalFilter.contains),
    },
    output: z.object({
      users: z.array(User),
      /** At least so many, where not all were compared. */
      total: Count,
      is_complete: z.boolean(),
    }),
  }),

  /** Whose e-mail address, phone number or single sign-on ID it is; null where it is nobody's. */
  find: operation({
    reads: true,
    input: {
      by: z.enum(FIND_WAYS),
      value: z.string().check(z.overwrite(trimPasted), z.minLength(1), z.maxLength(255)),
      /** Of a single sign-on ID. */
      provider: z.optional(z.string().check(z.trim(), z.maxLength(255))),
    },
    output: z.object({
      user: z.nullable(z.object({ name: z.string(), displayname: z.nullish(z.string()) })),
    }),
  }),

  /**
   * The application service that each account belongs to; null: to none. The list does not say. Accounts of
   * which Synapse does not report it are left out.
   */
  managers: operation({
    reads: true,
    input: { user_ids: z.array(UserId).check(z.minLength(1), z.maxLength(MANAGERS_BATCH)) },
    output: z.object({ managers: z.record(z.string(), z.nullable(z.string())) }),
  }),

  /** Whether this homeserver sends notices of its own. */
  canNotify: operation({
    reads: true,
    input: {},
    output: z.object({ is_set_up: z.boolean() }),
  }),
};
