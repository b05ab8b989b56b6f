import type { MatrixClient } from "#scripts/support/synapse/client.ts";

import { roomAvatar } from "./pictures.ts";
import { createRandom } from "./random.ts";
import type { RoomPlan } from "./rooms.ts";

/** Room versions of their time; the others have the newest. */
const VERSIONS: Record<string, string> = {
  Welcome: "9",
  General: "10",
  Moderators: "10",
  Events: "10",
  "Help desk": "11",
  Photography: "11",
};
const WITH_AVATAR = new Set(["space", "public", "knock", "restricted"]);
const ENCRYPTED = new Set(["encrypted", "direct"]);
const READABLE_BY_ALL = "Announcements";

/** Creates a room as its owner. */
export async function createRoom(
  owner: MatrixClient,
  { kind, name, alias, topic }: RoomPlan,
  parent: string | undefined,
  seed: number,
): Promise<string> {
  const state: { type: string; content: object }[] = [];
  if (ENCRYPTED.has(kind)) {
    state.push({ type: "m.room.encryption", content: { algorithm: "m.megolm.v1.aes-sha2" } });
  }
  if (kind === "knock") state.push({ type: "m.room.join_rules", content: { join_rule: "knock" } });
  if (kind === "restricted") {
    const allow = [{ type: "m.room_membership", room_id: parent }];
    state.push({ type: "m.room.join_rules", content: { join_rule: "restricted", allow } });
  }
  if (name === READABLE_BY_ALL) {
    const content = { history_visibility: "world_readable" };
    state.push({ type: "m.room.history_visibility", content });
  }
  if (WITH_AVATAR.has(kind)) {
    const picture = roomAvatar(createRandom(1000 + seed));
    const url = await owner.upload("room.png", "image/png", picture);
    state.push({ type: "m.room.avatar", content: { url } });
  }
  const { room_id } = await owner.call<{ room_id: string }>(
    "POST",
    "/_matrix/client/v3/createRoom",
    {
      body: {
        preset: presetFor(kind, alias),
        visibility: alias ? "public" : "private",
        initial_state: state.map((event) => ({ state_key: "", ...event })),
        ...(name && { name }),
        ...(topic && { topic }),
        ...(alias && { room_alias_name: alias }),
        ...(kind === "space" && { creation_content: { type: "m.space" } }),
        ...(kind === "direct" && { is_direct: true }),
        ...(VERSIONS[name] && { room_version: VERSIONS[name] }),
      },
    },
  );
  return room_id;
}

function presetFor(kind: RoomPlan["kind"], alias: string): string {
  if (kind === "direct") return "trusted_private_chat";
  return alias && kind !== "knock" ? "public_chat" : "private_chat";
}
