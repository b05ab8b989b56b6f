import "server-only";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError, nullIf } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import type { MakeKind } from "#lib/server/jobs/kind.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 60_000;

/** Joins accounts to a room. Members are skipped: Synapse would refuse to invite them. */
export const joinRoom: MakeKind<"join_room"> = ({ room }) => {
  let known: string | undefined;
  const roomIdAt = async (homeserver: Homeserver) => (known ??= await resolve(homeserver, room));
  const isIn = async (homeserver: Homeserver, user_id: string) =>
    (await joinedRoomsOf(homeserver, user_id)).includes(await roomIdAt(homeserver));
  return {
    concurrency: 2,
    settleTimeoutMs: SETTLE_TIMEOUT_MS,
    prepare: async ({ homeserver, userId }) => {
      const room_id = await roomIdAt(homeserver);
      const isPublic = await isPublicHere(homeserver, room_id);
      if (isPublic === false && !(await isIn(homeserver, userId)))
        throw new AppError("not_in_room");
    },
    run: async ({ homeserver, target, record }) => {
      if (await isIn(homeserver, target)) return { joined: false };
      const input = { room, user_id: target };
      await record("rooms.join", input, () =>
        callHomeserver(homeserver, matrix.joinRoom, { room_id_or_alias: room, user_id: target }),
      );
      return { joined: true };
    },
    verify: async ({ homeserver, target }) =>
      (await isIn(homeserver, target)) ? { joined: true } : undefined,
  };
};

async function resolve(homeserver: Homeserver, room: string): Promise<string> {
  if (room.startsWith("!")) return room;
  return (await callHomeserver(homeserver, jobCalls.roomAlias, { alias: room })).room_id;
}

/** Undefined without a local member in the room: then only its own server knows. */
async function isPublicHere(homeserver: Homeserver, room_id: string): Promise<boolean | null> {
  const room = await callHomeserver(homeserver, jobCalls.room, { room_id }).catch(
    nullIf("not_found"),
  );
  return room && room.join_rules === "public";
}
