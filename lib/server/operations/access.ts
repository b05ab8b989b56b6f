import "server-only";

import { accessCalls } from "#lib/contract/internal/access.ts";
import type { Login } from "#lib/contract/access.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";
import { tryJson } from "#lib/try-json.ts";
import { MINUTE_MS } from "#lib/durations.ts";
import type { Context } from "#lib/server/session/context.ts";
import { fromMatrixError } from "#lib/server/homeserver/errors.ts";
import { requestHomeserver, type Homeserver } from "#lib/server/homeserver/request.ts";
import { asUser, tokenOf } from "#lib/server/domain/users/impersonate.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { isDemoted, demote, type RoomPower } from "#lib/server/domain/rooms/power-levels.ts";
import { revokeToken } from "#lib/server/session/revoke-token.ts";
import { seal, unsealOnce } from "#lib/server/crypto/seal.ts";
import * as logins from "#lib/server/store/logins.ts";
import { requireStore } from "#lib/server/store/store.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

/** The limit of rooms with names, and of concurrent requests. */
const MOST_NAMES = 300;
const NAMES_AT_ONCE = 8;
const MAX_ANSWER_BYTES = 64 * 1024;

/** A token that cannot be stored for revocation is not issued. */
async function logInAs(
  { session, homeserver }: Context,
  { user_id, minutes, reason }: Input<"access", "logInAs">,
): Promise<Output<"access", "logInAs">> {
  await requireStore();
  const now = Date.now();
  const expires = now + minutes * MINUTE_MS;
  const access_token = await tokenOf(homeserver, user_id, expires);
  try {
    const row = await logins.insert({
      who: session.userId,
      target: user_id,
      homeserver: homeserver.baseUrl,
      reason,
      sealed_token: await seal("store", access_token),
      created_at: new Date(now),
      expires_at: new Date(expires),
    });
    return { access_token, login: toLogin(row) };
  } catch (thrown) {
    await revokeToken({ ...homeserver, accessToken: access_token });
    throw thrown;
  }
}

async function listLogins(
  { homeserver }: Context,
  { user_id }: Input<"access", "logins">,
): Promise<Output<"access", "logins">> {
  const alive = await logins.listAlive({ homeserver: homeserver.baseUrl, target: user_id });
  return { logins: alive.map(toLogin) };
}

export const toLogin = (row: logins.LoginRow): Login => ({
  id: row.id,
  who: row.who,
  reason: row.reason,
  created_ts: row.created_at.getTime(),
  expires_ts: row.expires_at.getTime(),
});

async function revokeLogin(
  { homeserver }: Context,
  { user_id, login_id }: Input<"access", "revokeLogin">,
): Promise<Output<"access", "revokeLogin">> {
  const row = await logins.find(login_id, { homeserver: homeserver.baseUrl, target: user_id });
  // Another admin revoked it first, or it expired.
  if (!row) return {};
  const accessToken = await unsealOnce("store", row.sealed_token);
  if (typeof accessToken !== "string") throw new AppError("internal");
  await revokeToken({ ...homeserver, accessToken, userId: user_id });
  await logins.remove(row.id);
  return {};
}

async function listRooms(
  { homeserver }: Context,
  { user_id }: Input<"access", "rooms">,
): Promise<Output<"access", "rooms">> {
  const joined = await joinedRoomsOf(homeserver, user_id);
  const rooms: { room_id: string; name: string | null }[] = [];
  for (let at = 0; at < joined.length; at += NAMES_AT_ONCE) {
    const some = joined.slice(at, at + NAMES_AT_ONCE);
    const names = at < MOST_NAMES ? some.map((room_id) => nameOf(homeserver, room_id)) : [];
    const known = await Promise.all(names);
    rooms.push(...some.map((room_id, index) => ({ room_id, name: known[index] ?? null })));
  }
  return { rooms };
}

async function nameOf(homeserver: Homeserver, room_id: string): Promise<string | null> {
  const room = await callHomeserver(homeserver, matrix.roomDetails, { room_id }).catch(() => null);
  return room?.name || room?.canonical_alias || null;
}

async function leaveRoom(
  context: Context,
  { user_id, room_id }: Input<"access", "leaveRoom">,
): Promise<Output<"access", "leaveRoom">> {
  const { homeserver } = context;
  await asUser(context, user_id, (asThem) =>
    callHomeserver(asThem, accessCalls.leave, { room_id }),
  );
  return { has_left: !(await joinedRoomsOf(homeserver, user_id)).includes(room_id) };
}

async function giveUpPower(
  context: Context,
  { user_id, room_id }: Input<"access", "giveUpPower">,
): Promise<Output<"access", "giveUpPower">> {
  const { homeserver } = context;
  const planned = demote(await powerIn(homeserver, room_id), user_id);
  if ("reason" in planned) return { is_given_up: false, reason: planned.reason };
  await asUser(context, user_id, (asThem) => sendPower(asThem, room_id, planned.content));
  const is_given_up = isDemoted(await powerIn(homeserver, room_id), user_id);
  return { is_given_up, reason: is_given_up ? null : "unchanged" };
}

async function powerIn(homeserver: Homeserver, room_id: string): Promise<RoomPower> {
  const [create, levels, { members }] = await Promise.all([
    stateIn(homeserver, room_id, "m.room.create"),
    stateIn(homeserver, room_id, "m.room.power_levels"),
    callHomeserver(homeserver, accessCalls.members, { room_id }),
  ]);
  return { create, levels: levels?.content, members };
}

async function stateIn(homeserver: Homeserver, room_id: string, type: string) {
  const { state } = await callHomeserver(homeserver, accessCalls.state, { room_id, type });
  return state.find((event) => event.type === type && event.state_key === "");
}

/**
 * Sends the room's own content as it was read, since no contract knows all of it.
 * https://spec.matrix.org/latest/client-server-api/#put_matrixclientv3roomsroomidstateeventtypestatekey
 */
async function sendPower(asThem: Homeserver, room_id: string, content: object): Promise<void> {
  const { status, bytes } = await requestHomeserver(asThem, {
    method: "PUT",
    target: `/_matrix/client/v3/rooms/${encodeURIComponent(room_id)}/state/m.room.power_levels/`,
    body: JSON.stringify(content),
    reads: false,
    maxBytes: MAX_ANSWER_BYTES,
  });
  if (status < 300) return;
  throw fromMatrixError(status, tryJson(bytes), { reads: false, secrets: [] });
}

export const accessHandlers = {
  logInAs,
  logins: listLogins,
  revokeLogin,
  rooms: listRooms,
  leaveRoom,
  giveUpPower,
} satisfies Handlers<"access">;
