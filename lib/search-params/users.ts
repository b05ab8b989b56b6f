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

/** The suggested numbers of days; the URL accepts any. */
export const UNSEEN_DAYS = [30, 90, 180, 365] as const;

const parseAsUnseen = createParser<NonNullable<Inactive>>({
  parse: (text) => inactiveFilter.unseen.safeParse(Number(text) || text).data ?? null,
  serialize: String,
});

/** The URL parameters of the list, read alike by the page on the server and the table. */
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
  /** Why a download failed. */
  error: parseAsStringLiteral(ERROR_CODES),
};
export type UsersSearch = inferParserType<typeof usersSearch>;

export const loadUsersSearch = createLoader(usersSearch);

/** A URL with a search in its query. */
export const toUsersAddress = createSerializer(usersSearch);

type ListInput = InputOf<typeof api.users.list>;
type UnseenInput = InputOf<typeof api.users.listUnseen>;
type SearchInput = InputOf<typeof api.users.search>;

/** A URL's filters, without order and page. */
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

/** All filters but the last seen time. */
const askable = ({ q, state, kind, admins, guests }: UsersSearch) => ({
  ...usersMatching(trimPasted(q).slice(0, 200)),
  ...BY_STATE[state],
  ...BY_KIND[kind],
  ...(admins !== "any" && { admins: admins === "admins" }),
  ...(guests === "none" && { guests: false }),
});

/** A URL's query to Synapse, if it is neither of the two below. */
export function usersListInput(search: UsersSearch): ListInput {
  const { contains: _, ...filter } = askable(search);
  return { ...filter, order_by: search.sort, ...pageOf(search) };
}

/** The search input where Synapse's filters find too much; null where they are exact. */
export function searchInput(search: UsersSearch): SearchInput | null {
  const { contains, ...filter } = usersFilter(search);
  if (contains === undefined) return null;
  const order_by = search.unseen === null ? search.sort : "last_seen_ts";
  return { ...filter, contains, order_by, ...pageOf(search) };
}

/** The input for inactive users; null if all are listed, or the search above finds them. */
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

/** Synapse can only exclude types; the empty one means ordinary accounts. */
const BY_KIND: Record<UsersSearch["kind"], Filter> = {
  any: {},
  people: { not_user_type: ["bot", "support"] },
  bot: { not_user_type: ["", "support"] },
  support: { not_user_type: ["", "bot"] },
};

export const isFiltered = ({ q, state, kind, admins, guests, unseen }: UsersSearch): boolean =>
  q !== "" || unseen !== null || [state, kind, admins, guests].some((value) => value !== "any");
