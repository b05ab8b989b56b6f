import "server-only";
import { Readable } from "node:stream";

import { api } from "#lib/contract/index.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Synapse returns it account by account: a few at once, to leave it capacity. */
const AT_ONCE = 4;
const REMEMBERED = 50_000;

/** Set on creation, and never changed. */
const known = () =>
  once("account-managers", () => new BoundedMap<string, string | null>(REMEMBERED));

/** The application service of each account; null: none. Accounts without this field are left out. */
export async function appservicesOf(
  homeserver: Homeserver,
  userIds: readonly string[],
): Promise<Record<string, string | null>> {
  const ofOne = async (user_id: string) => {
    const name = `${homeserver.baseUrl} ${user_id}`;
    const remembered = known().get(name);
    if (remembered !== undefined) return [user_id, remembered] as const;
    const { appservice_id } = await callHomeserver(homeserver, api.users.get, { user_id });
    if (appservice_id === undefined) return undefined;
    const manager = appservice_id || null;
    known().set(name, manager);
    return [user_id, manager] as const;
  };
  const each = Readable.from(userIds).map(ofOne, { concurrency: AT_ONCE });
  return Object.fromEntries((await each.toArray()).filter((one) => one !== undefined));
}
