import "server-only";
import * as z from "zod/mini";

import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { literalFilter, inactiveFilter, type User } from "#lib/contract/users.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import { isInactive } from "./inactive.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { hasInName } from "#lib/matrix/user-id.ts";

/** Larger pages cost Synapse less in total, since each one counts the rows before it. */
export const PAGE = 1000;

/** Every account that matches a filter of a URL or job. */
export async function* matchingUsers(
  ...asked: Parameters<typeof matchingPages>
): AsyncGenerator<User> {
  for await (const users of matchingPages(...asked)) yield* users;
}

/** The same by pages of Synapse's list: a page may have no matches. */
export async function* matchingPages(
  homeserver: Homeserver,
  filter: Record<string, unknown>,
  signal: AbortSignal,
): AsyncGenerator<User[]> {
  const { unseen, contains, ...input } = MatchInput.parse(filter);
  const isMeant = isInactive(unseen, Date.now());
  // Synapse takes these for patterns: without this, a job would reach more accounts than named.
  const isNamed = hasInName(contains ?? input.name ?? input.user_id ?? "");
  for await (const users of userPages(homeserver, input, signal)) {
    yield users.filter((user) => isMeant(user) && isNamed(user));
  }
}

const MatchInput = z.strictObject({
  ...api.users.list.input.shape,
  ...inactiveFilter,
  ...literalFilter,
});

/** All users that the list finds, page by page, each once. */
export const userPages = (
  homeserver: Homeserver,
  input: ParsedInputOf<typeof api.users.list>,
  signal: AbortSignal,
): AsyncGenerator<User[]> =>
  pages({
    first: 0,
    read: async (from) => {
      const asked = { ...input, from, limit: PAGE };
      const answer = await callHomeserver(homeserver, api.users.list, asked, signal);
      const { users: rows, next_token, total } = answer;
      return { rows, total, next: next_token === undefined ? undefined : from + rows.length };
    },
    keyOf: ({ name }) => name,
  });
