import type { MatrixClient } from "#scripts/support/synapse/client.ts";

import { DAY, HOUR, MINUTE } from "./durations.ts";
import { path, type Cast, type Room, type Scene } from "./scene.ts";

/** The room replaced by a newer version. */
export const UPGRADED = "Events";

/** Plans what happens to rooms later. */
export function planChanges(scene: Scene, cast: Cast, rooms: Room[]): void {
  planHierarchy(scene, rooms);
  planRemovals(scene, cast, rooms);
  planUpgrade(scene, rooms);
}

export async function changeMembership(
  client: MatrixClient,
  room: string,
  act: "invite" | "join" | "leave" | "kick" | "ban",
  body: object = {},
): Promise<void> {
  await client.call("POST", path`/_matrix/client/v3/rooms/${room}/${act}`, { body });
}

function planHierarchy({ timeline, serverName }: Scene, rooms: Room[]) {
  for (const [index, { plan, id, createdAt }] of rooms.entries()) {
    const parent = rooms.find((room) => room.plan.name === plan.parent);
    if (!parent) continue;
    const time = Math.max(createdAt, parent.createdAt) + MINUTE;
    void timeline.at(time, async () => {
      const client = await parent.owner.client;
      const space = await parent.id;
      const child = await id;
      const where = path`/_matrix/client/v3/rooms/${space}/state/m.space.child/${child}`;
      const order = String(index).padStart(3, "0");
      await client.call("PUT", where, {
        body: { via: [serverName], order, suggested: index < 9 },
      });
    });
  }
}

/** Some are kicked, some banned, and all leave the abandoned rooms. */
function planRemovals({ timeline, random }: Scene, cast: Cast, rooms: Room[]) {
  for (const { plan, id, owner, members } of rooms) {
    if (plan.kind === "empty") {
      for (const member of members) {
        const actor = cast.actorAt(member.person, member.since);
        if (!actor) continue;
        const isOwner = actor.userId === owner.userId;
        member.until = isOwner ? actor.until : Math.min(actor.until, member.since + 30 * DAY);
        void timeline.alone(member.until, async () => {
          await changeMembership(await actor.client, await id, "leave");
        });
      }
    }
    if (plan.kind !== "public" || plan.members < 20) continue;
    const ordinary = members
      .slice(1)
      .filter(({ person, since }) => !person.fate && since < owner.until - DAY);
    const [kicked, banned] = random.sample(ordinary, 2);
    for (const [member, act, reason] of [
      [kicked, "kick", "Off topic"],
      [banned, "ban", "Kept advertising after two warnings"],
    ] as const) {
      if (!member) continue;
      member.until = random.between(member.since + HOUR, owner.until);
      void timeline.alone(member.until, async () => {
        const user_id = cast.idOf(member.person);
        await changeMembership(await owner.client, await id, act, { user_id, reason });
      });
    }
  }
}

function planUpgrade({ timeline, now }: Scene, rooms: Room[]) {
  const room = rooms.find(({ plan }) => plan.name === UPGRADED);
  if (!room) throw new Error(`there is no room ${UPGRADED}`);
  const time = now - 9 * DAY;
  for (const member of room.members) member.until = Math.min(member.until, time);
  void timeline.alone(time, async () => {
    const client = await room.owner.client;
    await client.call("POST", path`/_matrix/client/v3/rooms/${await room.id}/upgrade`, {
      body: { new_version: "12" },
    });
  });
}
