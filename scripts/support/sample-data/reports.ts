import type { Message } from "./chat.ts";
import { REASONS } from "./messages.ts";
import { DAY, HOUR, MINUTE } from "./durations.ts";
import { SPAMMERS } from "./names.ts";
import { path, type Cast, type Room, type Scene } from "./scene.ts";

const ORDINARY_REPORTED = 5;
const USERS_REPORTED = 8;

/** Plans reports of messages, users and rooms. */
export function planReports(scene: Scene, cast: Cast, rooms: Room[], messages: Message[]): void {
  const { random, timeline, people, now } = scene;
  const spam = messages.filter(({ isSpam }) => isSpam);
  const others = messages.filter(({ isSpam, time }) => !isSpam && time > now - 60 * DAY);
  for (const message of [...spam, ...random.sample(others, ORDINARY_REPORTED)]) {
    const { room, sent } = message;
    const time = Math.min(message.time + random.between(5 * MINUTE, 8 * HOUR), now - 3 * MINUTE);
    const members = room.members.filter(({ since, until }) => since < time && time < until);
    const [reporter] = random
      .sample(members, members.length)
      .map(({ person }) => cast.actorAt(person, time))
      .filter((actor) => actor && actor.userId !== message.sender.userId);
    const reason = random.pick(REASONS);
    const score = -random.integer(0, 100);
    void timeline.at(time, async () => {
      const { eventId } = await sent;
      const client = await reporter?.client;
      await client?.call(
        "POST",
        path`/_matrix/client/v3/rooms/${await room.id}/report/${eventId}`,
        { body: { reason, score } },
      );
    });
  }

  const spammers = people.filter(({ localpart }) => SPAMMERS.includes(localpart));
  for (let number = 0; number < USERS_REPORTED; number += 1) {
    const reported = number < 4 ? random.pick(spammers) : random.pick(people);
    const time = now - random.between(HOUR, 14 * DAY);
    const [reporter] = random
      .sample(people, people.length)
      .filter((person) => person !== reported && person.kind === "person")
      .flatMap((person) => cast.actorAt(person, time) ?? []);
    const reason = random.pick(REASONS);
    void timeline.at(time, async () => {
      const client = await reporter?.client;
      const user = cast.idOf(reported);
      await client?.call("POST", path`/_matrix/client/v3/users/${user}/report`, {
        body: { reason },
      });
    });
  }
  for (const { id, owner } of random.sample(rooms.slice(1), 3)) {
    void timeline.at(now - random.between(DAY, 20 * DAY), async () => {
      await (
        await owner.client
      ).call("POST", path`/_matrix/client/v3/rooms/${await id}/report`, {
        body: { reason: "Full of advertisements" },
      });
    });
  }
}
