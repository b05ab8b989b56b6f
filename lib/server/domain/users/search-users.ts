import "server-only";

import type { OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { MOST_COMPARED } from "#lib/contract/user-lookups.ts";
import type { User } from "#lib/contract/users.ts";

import { matchingPages, PAGE } from "./matching-users.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";

/** One page of the users that a job or a file with the same filter would take. */
export async function searchUsers(
  homeserver: Homeserver,
  { from, limit, ...filter }: ParsedInputOf<typeof api.users.search>,
): Promise<OutputOf<typeof api.users.search>> {
  const { signal } = new AbortController();
  const found: User[] = [];
  let compared = 0;
  for await (const users of matchingPages(homeserver, filter, signal)) {
    if (compared >= MOST_COMPARED) return { ...pageOf(found, from, limit), is_complete: false };
    found.push(...users);
    compared += PAGE;
  }
  return { ...pageOf(found, from, limit), is_complete: true };
}

const pageOf = (found: readonly User[], from: number, limit: number) => ({
  users: found.slice(from, from + limit),
  total: found.length,
});
