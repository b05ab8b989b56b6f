import { lastUsedAt, loggedInAt } from "./devices.ts";
import { AGE, HOUR, MINUTE } from "./durations.ts";
import { SPAMMERS } from "./names.ts";
import { isSteady, type Person } from "./people.ts";
import { changeMembership, planChanges, UPGRADED } from "./room-changes.ts";
import { createRoom } from "./room-creation.ts";
import { ROOMS, type RoomPlan } from "./rooms.ts";
import type { Cast, Room, Scene } from "./scene.ts";

/** The founder created the first rooms. */
const FOUNDED_FIRST = 5;
const BRIDGED = "irc";

/** Plans the rooms, their creators, and when members joined. */
export function planRooms(scene: Scene, cast: Cast): Room[] {
  const rooms: Room[] = [];
  for (const [index, plan] of ROOMS.entries()) {
    const parent = rooms.find((room) => room.plan.name === plan.parent);
    rooms.push(planRoom(scene, cast, plan, parent, index));
  }
  planChanges(scene, cast, rooms);
  return rooms;
}

function planRoom(
  scene: Scene,
  cast: Cast,
  plan: RoomPlan,
  parent: Room | undefined,
  index: number,
): Room {
  const { timeline, random, people, now } = scene;
  const createdAt = now - AGE * 0.98 + AGE * 0.9 * (index / ROOMS.length) ** 1.15;
  const founder = findFounder(scene, plan, createdAt, index);
  const owner = cast.actorAt(founder, createdAt);
  if (!owner) throw new Error(`${founder.localpart} can't make a room before being there`);
  const id = timeline.at(createdAt, async () =>
    createRoom(await owner.client, plan, await parent?.id, index),
  );
  const members: Room["members"] = [{ person: founder, joined: id, since: createdAt, until: now }];

  const others = people.filter((person) => person !== founder && mayJoin(person, plan));
  const isInvited = plan.alias === "" || plan.kind === "knock";
  // The rooms fill up, and these have a story.
  const isFirst = ({ localpart }: Person) => SPAMMERS.includes(localpart);
  const candidates = random.sample(others, others.length).sort((a, b) => +isFirst(b) - +isFirst(a));
  for (const person of candidates) {
    if (members.length > plan.members) break;
    const latest = isInvited ? owner.until : now;
    const since = whenJoined(scene, person, createdAt + HOUR, latest);
    const actor = since === undefined ? undefined : cast.actorAt(person, since);
    if (!actor || since === undefined) continue;
    const isUndecided = isInvited && plan.members > 3 && random.chance(0.12);
    const joined = timeline.at(since, async () => {
      const room = await id;
      if (isInvited) {
        await changeMembership(await owner.client, room, "invite", { user_id: actor.userId });
      }
      if (!isUndecided) await changeMembership(await actor.client, room, "join");
    });
    if (!isUndecided) members.push({ person, joined, since, until: now });
  }
  return { plan, id, createdAt, owner, members };
}

function findFounder({ people, random, now }: Scene, plan: RoomPlan, time: number, index: number) {
  const [first] = people;
  if (index < FOUNDED_FIRST || plan.kind === "space" || plan.name === UPGRADED) return first;
  const steady = people.filter((person) => isSteady(person, time, now));
  return steady.length > 0 ? random.pick(steady) : first;
}

function mayJoin({ localpart, kind }: Person, { kind: room, alias }: RoomPlan): boolean {
  if (kind === "puppet") return alias === BRIDGED;
  if (kind === "bot" || SPAMMERS.includes(localpart)) return room === "public";
  return true;
}

/** A time when the user had a device in use, rather early. */
function whenJoined(
  { random, now }: Scene,
  person: Person,
  earliest: number,
  latest: number,
): number | undefined {
  if (person.kind === "puppet") return Math.max(earliest, person.createdAt + MINUTE);
  const spans = person.devices
    .map((device) => ({
      from: Math.max(loggedInAt(device) + HOUR, earliest),
      to: Math.min(lastUsedAt(device), latest, now - HOUR),
    }))
    .filter(({ from, to }) => from < to);
  if (spans.length === 0) return undefined;
  const { from, to } = random.pick(spans);
  return from + (to - from) * random.between(0, 1) ** 2;
}
