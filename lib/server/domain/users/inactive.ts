import "server-only";

import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import type { Inactive, User } from "#lib/contract/users.ts";
import { DAY_MS } from "#lib/durations.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { findRange, type RowRange } from "./last-seen-search.ts";
import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** The lists used recently. */
const REMEMBERED = 100;

/** Whether a user matches the filter. Without a filter, every user does. */
export function isInactive(
  unseen: Inactive,
  now: number,
): (user: Pick<User, "last_seen_ts">) => boolean {
  if (unseen === undefined) return () => true;
  if (unseen === "unknown") return ({ last_seen_ts }) => !last_seen_ts;
  const before = now - unseen * DAY_MS;
  return ({ last_seen_ts }) => Boolean(last_seen_ts) && Number(last_seen_ts) < before;
}

/** The last range of each list's users. */
const stretches = () =>
  once("unseen-stretches", () => new BoundedMap<string, RowRange>(REMEMBERED));

/** One page of users not seen for some time, or without a known time. */
export async function listInactive(
  homeserver: Homeserver,
  { unseen, from, limit, dir, ...who }: ParsedInputOf<typeof api.users.listUnseen>,
) {
  const read = async (start: number, count: number) => {
    const input = {
      ...who,
      order_by: "last_seen_ts",
      dir: "f",
      from: start,
      limit: count,
    } as const;
    return callHomeserver(homeserver, api.users.list, input);
  };
  const seenFrom = async (start: number, count: number) => {
    const { users, total } = await read(start, count);
    return { seen: users.map(({ last_seen_ts }) => last_seen_ts || null), total };
  };
  const name = JSON.stringify([homeserver.baseUrl, who, unseen]);
  const sought = unseen === "unknown" ? unseen : { before: Date.now() - unseen * DAY_MS };
  const stretch = await findRange(seenFrom, sought, stretches().get(name));
  stretches().set(name, stretch);

  const total = stretch.until - stretch.from;
  const first = dir === "f" ? stretch.from + from : stretch.until - from - limit;
  const start = Math.max(first, stretch.from);
  const count = Math.min(first + limit, stretch.until) - start;
  if (count <= 0) return { users: [], total };
  // A user may have returned between two reads.
  const users = (await read(start, count)).users.filter(isInactive(unseen, Date.now()));
  return { users: dir === "f" ? users : users.toReversed(), total };
}
