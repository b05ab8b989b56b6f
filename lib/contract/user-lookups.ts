import * as z from "zod/mini";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { Count } from "./kit/bounds.ts";
import { operation } from "./kit/endpoint.ts";
import { page, UserId } from "./kit/scalars.ts";
import { literalFilter, inactiveFilter, User, usersFilter } from "./users.ts";

/** Exact lookups of an account. Each has a text in `find.ways`. */
export const FIND_WAYS = ["email", "phone", "sign_in"] as const;
export type FindWay = (typeof FIND_WAYS)[number];

/** How many accounts a search compares at most. */
export const MOST_COMPARED = 20_000;

/** The number of accounts per request. */
export const MANAGERS_BATCH = 25;

const { order_by: _order, ...who } = usersFilter;

/** User lookups that need several Synapse calls, or one about something else. */
export const userLookups = {
  /**
   * Users not seen for some time, or without a known time, by last seen time. Synapse cannot filter by it, so
   * a search finds where they begin and end in that order.
   */
  listUnseen: operation({
    reads: true,
    input: { ...page, ...who, unseen: z.nonoptional(inactiveFilter.unseen) },
    output: z.object({ users: z.array(User), total: Count }),
  }),

  /**
   * Users whose name contains a text, where Synapse's own filters find more: reads and compares all of those.
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
      /** A minimum, where not all accounts were compared. */
      total: Count,
      is_complete: z.boolean(),
    }),
  }),

  /** The owner of an email address, phone number or single sign-on ID; null if there is none. */
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
   * The application service of each account; null: none. The list lacks it. Accounts without this field are
   * left out.
   */
  managers: operation({
    reads: true,
    input: { user_ids: z.array(UserId).check(z.minLength(1), z.maxLength(MANAGERS_BATCH)) },
    output: z.object({ managers: z.record(z.string(), z.nullable(z.string())) }),
  }),

  /** Whether this homeserver sends server notices. */
  canNotify: operation({
    reads: true,
    input: {},
    output: z.object({ is_set_up: z.boolean() }),
  }),
};
