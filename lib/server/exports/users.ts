import "server-only";
import * as z from "zod/mini";

import type { ParsedInputOf } from "#lib/contract/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { unseenFilter, type User } from "#lib/contract/users.ts";
import type { CsvColumn } from "#lib/server/csv-response.ts";
import type { Homeserver } from "#lib/server/homeserver-request.ts";
import { isUnseen } from "#lib/server/unseen.ts";
import { callHomeserver } from "#lib/server/synapse.ts";

/** Larger pages cost Synapse less in all, since each one counts what lies before it. */
const PAGE = 1000;

/** Named as Synapse names them, so that the file can be imported again. */
export const USER_COLUMNS: readonly CsvColumn<User>[] = [
  { name: "name", holds: "matrix_id", value: ({ name }) => name },
  { name: "displayname", holds: "text", value: ({ displayname }) => displayname },
  { name: "user_type", holds: "text", value: ({ user_type }) => user_type },
  { name: "is_guest", holds: "flag", value: ({ is_guest }) => is_guest },
  { name: "admin", holds: "flag", value: ({ admin }) => admin },
  { name: "deactivated", holds: "flag", value: ({ deactivated }) => deactivated },
  { name: "erased", holds: "flag", value: ({ erased }) => erased },
  { name: "locked", holds: "flag", value: ({ locked }) => locked },
  { name: "shadow_banned", holds: "flag", value: ({ shadow_banned }) => shadow_banned },
  { name: "creation_ts", holds: "time", value: ({ creation_ts }) => creation_ts },
  { name: "last_seen_ts", holds: "time", value: ({ last_seen_ts }) => last_seen_ts },
  { name: "avatar_url", holds: "text", value: ({ avatar_url }) => avatar_url },
];

/** Whoever matches a filter as addresses and jobs have it. */
export async function* matchingUsers(
  homeserver: Homeserver,
  filter: Record<string, unknown>,
  signal: AbortSignal,
): AsyncGenerator<User> {
  const { unseen, ...input } = MatchInput.parse(filter);
  const isMeant = isUnseen(unseen, Date.now());
  for await (const user of allUsers(homeserver, input, signal)) if (isMeant(user)) yield user;
}

const MatchInput = z.strictObject({ ...api.users.list.input.shape, ...unseenFilter });

/** Everybody whom a question to the list finds, page after page, each once. */
export async function* allUsers(
  homeserver: Homeserver,
  input: ParsedInputOf<typeof api.users.list>,
  signal: AbortSignal,
): AsyncGenerator<User> {
  const seen = new Set<string>();
  for (let from = 0; ; from += PAGE) {
    const asked = { ...input, from, limit: PAGE };
    const { users, next_token } = await callHomeserver(homeserver, api.users.list, asked, signal);
    for (const user of users) {
      // Somebody who registers meanwhile moves others to a later page.
      if (seen.has(user.name)) continue;
      seen.add(user.name);
      yield user;
    }
    if (next_token === undefined || users.length === 0) return;
  }
}
