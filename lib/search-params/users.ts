import {
  createLoader,
  createParser,
  createSerializer,
  parseAsInteger,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import { ERROR_CODES } from "#lib/errors.ts";
import type { api } from "#lib/contract/index.ts";
import { inactiveFilter, type Inactive } from "#lib/contract/users.ts";
import { usersMatching } from "#lib/matrix/user-id.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { parseAsText } from "./text.ts";

export const PAGE_SIZE = 50;

export const STATES = ["any", "active", "present", "deactivated"] as const;
export const KINDS = ["any", "people", "bot", "support"] as const;
export const ADMINS = ["any", "admins", "others"] as const;
export const GUESTS = ["any", "none"] as const;
export const SORTS = ["name", "creation_ts", "last_seen_ts"] as const;

/** Days without a visit that are offered; the address takes any number of them. */
export const UNSEEN_DAYS = [30, 90, 180, 365] as const;

const parseAsUnseen = createParser<NonNullable<Inactive>>({
  parse: (text) => inactiveFilter.unseen.safeParse(Number(text) || text).data ?? null,
  serialize: String,
});

/** What the address of the list can say. Read by the page on the server and by the table alike. */
export const usersSearch = {
  q: parseAsText.withDefault(""),
  state: parseAsStringLiteral(STATES).withDefault("any"),
  kind: parseAsStringLiteral(KINDS).withDefault("any"),
  admins: parseAsStringLiteral(ADMINS).withDefault("any"),
  guests: parseAsStringLiteral(GUESTS).withDefault("any"),
  unseen: parseAsUnseen,
  sort: parseAsStringLiteral(SORTS).withDefault("name"),
  dir: parseAsStringLiteral(["f", "b"]).withDefault("f"),
  page: parseAsInteger.withDefault(1),
  /** Why a file could not be downloaded. */
  error: parseAsStringLiteral(ERROR_CODES),
};
export type UsersSearch = inferParserType<typeof usersSearch>;

export const loadUsersSearch = createLoader(usersSearch);

/** An address with what a search says in its query. */
export const toUsersAddress = createSerializer(usersSearch);

type ListInput = InputOf<typeof api.users.list>;
type UnseenInput = InputOf<typeof api.users.listUnseen>;
type SearchInput = InputOf<typeof api.users.search>;

/** Who is meant by an address, in whatever order and on whichever page. */
export const usersFilter = (search: UsersSearch) => ({
  ...askable(search),
  ...(search.unseen !== null && { unseen: search.unseen }),
});

/** The same in the list's order, for a file of all pages. */
export const usersInOrder = (search: UsersSearch) => ({
  ...usersFilter(search),
  order_by: search.sort,
  dir: search.dir,
});

/** All of it but the last visit. */
const askable = ({ q, state, kind, admins, guests }: UsersSearch) => ({
  ...usersMatching(trimPasted(q).slice(0, 200)),
  ...BY_STATE[state],
  ...BY_KIND[kind],
  ...(admins !== "any" && { admins: admins === "admins" }),
  ...(guests === "none" && { guests: false }),
});

/** The question to Synapse that an address stands for, where it is neither of the two below. */
export function usersListInput(search: UsersSearch): ListInput {
  const { contains: _, ...filter } = askable(search);
  return { ...filter, order_by: search.sort, ...pageOf(search) };
}

/** Where Synapse's filters find more than what is looked for; null where they find exactly that. */
export function searchInput(search: UsersSearch): SearchInput | null {
  const { contains, ...filter } = usersFilter(search);
  if (contains === undefined) return null;
  const order_by = search.unseen === null ? search.sort : "last_seen_ts";
  return { ...filter, contains, order_by, ...pageOf(search) };
}

/** For those who were not seen for some time; null where all are meant, or the search above finds them. */
export function unseenInput(search: UsersSearch): UnseenInput | null {
  const { contains, ...filter } = askable(search);
  if (search.unseen === null || contains !== undefined) return null;
  return { ...filter, unseen: search.unseen, ...pageOf(search) };
}

const pageOf = ({ dir, page }: UsersSearch) => ({
  dir,
  from: (Math.min(Math.max(1, page), 1_000_000) - 1) * PAGE_SIZE,
  limit: PAGE_SIZE,
});

type Filter = Omit<ListInput, "from" | "limit">;

const BY_STATE: Record<UsersSearch["state"], Filter> = {
  any: { locked: true },
  active: { deactivated: false, locked: false },
  present: { deactivated: false, locked: true },
  deactivated: { deactivated: true, locked: true },
};

/** Synapse can only leave types out; the empty one stands for ordinary accounts. */
const BY_KIND: Record<UsersSearch["kind"], Filter> = {
  any: {},
  people: { not_user_type: ["bot", "support"] },
  bot: { not_user_type: ["", "support"] },
  support: { not_user_type: ["", "bot"] },
};

export const isFiltered = ({ q, state, kind, admins, guests, unseen }: UsersSearch): boolean =>
  q !== "" || unseen !== null || [state, kind, admins, guests].some((value) => value !== "any");
