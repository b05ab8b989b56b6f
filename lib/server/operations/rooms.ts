import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import type { RoomSummary } from "#lib/contract/rooms.ts";
import { AppError } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

const AT_ONCE = 5;
/** After one of these errors the others would fail too, each after the same wait. */
const GIVES_UP = ["homeserver_unreachable", "homeserver_timeout", "rate_limited"];

/** Reads each room, a few at once. Failures are left out: a missing name does no harm. */
async function summariseRooms(
  { homeserver }: Context,
  { room_ids }: Input<"rooms", "summaries">,
): Promise<Output<"rooms", "summaries">> {
  const rooms: RoomSummary[] = [];
  const unknown: string[] = [];
  const left = new Set(room_ids).values();
  let isGivenUp = false;

  const ask = async (room_id: string) => {
    try {
      rooms.push(await callHomeserver(homeserver, matrix.roomDetails, { room_id }));
    } catch (thrown) {
      const { code } = AppError.from(thrown);
      if (code === "signed_out") throw thrown;
      if (code === "not_found") unknown.push(room_id);
      if (GIVES_UP.includes(code)) isGivenUp = true;
    }
  };
  const asking = Array.from({ length: AT_ONCE }, async () => {
    for (const room_id of left) {
      await ask(room_id);
      if (isGivenUp) return;
    }
  });
  await Promise.all(asking);
  return { rooms, unknown };
}

export const roomsHandlers = {
  summaries: summariseRooms,
} satisfies Handlers<"rooms">;
