import "server-only";

import { MEMBERSHIPS, type Membership } from "#lib/contract/memberships.ts";

import type { Context } from "#lib/server/session/context.ts";
import { joinedRoomsOf, membershipsOf } from "#lib/server/domain/rooms/memberships.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

async function listMemberships(
  { homeserver }: Context,
  { user_id }: Input<"memberships", "list">,
): Promise<Output<"memberships", "list">> {
  const rooms: Record<Membership, string[]> = {
    join: [],
    invite: [],
    knock: [],
    ban: [],
    leave: [],
  };
  const memberships = await membershipsOf(homeserver, user_id);
  if (!memberships) {
    return {
      rooms: { ...rooms, join: await joinedRoomsOf(homeserver, user_id) },
      is_complete: false,
    };
  }
  for (const [roomId, membership] of Object.entries(memberships)) {
    const known = MEMBERSHIPS.find((one) => one === membership);
    if (known) rooms[known].push(roomId);
  }
  return { rooms, is_complete: true };
}

export const membershipsHandlers = {
  list: listMemberships,
} satisfies Handlers<"memberships">;
