import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { nullIf } from "#lib/errors.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** An account's memberships, including rooms it has left. Undefined: this Synapse does not report them. */
export async function membershipsOf(
  homeserver: Homeserver,
  user_id: string,
): Promise<Record<string, string> | undefined> {
  const answer = await callHomeserver(homeserver, matrix.memberships, { user_id }).catch(
    nullIf("unsupported"),
  );
  return answer?.memberships;
}

/** The account's current rooms. */
export async function joinedRoomsOf(homeserver: Homeserver, user_id: string): Promise<string[]> {
  return (await callHomeserver(homeserver, matrix.joinedRooms, { user_id })).joined_rooms;
}
