import type { MatrixClient } from "#scripts/support/synapse/client.ts";

import { FILES, MESSAGES, SPAM } from "./messages.ts";
import { MINUTE } from "./durations.ts";
import { SPAMMERS } from "./names.ts";
import { photo } from "./pictures.ts";
import { createRandom, type Random } from "./random.ts";
import { path, type Actor, type Cast, type Member, type Room, type Scene } from "./scene.ts";

export type Message = {
  room: Room;
  sender: Actor;
  time: number;
  isSpam: boolean;
  /** The event, and its uploaded file. */
  sent: Promise<{ eventId: string; media: string | undefined }>;
};

type Content = { type: string; content: object; media?: string };

const MESSAGES_IN_ALL = 420;
const SPAM_IN_ALL = 12;
const ENCRYPTED = new Set(["encrypted", "direct"]);
const isSpammer = ({ person }: Member) => SPAMMERS.includes(person.localpart);

/** Plans messages, images and files. */
export function planChat(scene: Scene, cast: Cast, rooms: Room[]): Message[] {
  const seats = rooms
    .filter(({ plan }) => plan.kind !== "space")
    .flatMap((room) => room.members.map((member) => ({ room, member })));
  const ordinary = seats.filter(({ member }) => !isSpammer(member));
  const spammers = seats.filter(({ member }) => isSpammer(member));
  return [
    ...planMessages(scene, cast, ordinary, MESSAGES_IN_ALL, false),
    ...planMessages(scene, cast, spammers, SPAM_IN_ALL, true),
  ];
}

function planMessages(
  scene: Scene,
  cast: Cast,
  seats: { room: Room; member: Member }[],
  count: number,
  isSpam: boolean,
): Message[] {
  const { random, timeline } = scene;
  return Array.from({ length: count }, (_, number) => {
    const { room, member } = random.pick(seats);
    const time = whenWritten(scene, member);
    const sender = time === undefined ? undefined : cast.actorAt(member.person, time);
    if (time === undefined || !sender) return [];
    const compose = composer(room, isSpam, random, number);
    const isReacted = !isSpam && random.chance(0.07);
    const isTakenBack = !isSpam && random.chance(0.03);
    const sent = timeline.at(time, async () => {
      await member.joined;
      const client = await sender.client;
      const { type, content, media } = await compose(client);
      const inRoom = path`/_matrix/client/v3/rooms/${await room.id}`;
      let transaction = 0;
      const put = (what: string, body: object) => {
        transaction += 1;
        const where = `${inRoom}/${what}/${isSpam}-${number}-${transaction}`;
        return client.call<{ event_id: string }>("PUT", where, { body });
      };
      const { event_id: eventId } = await put(`send/${type}`, content);
      if (isReacted) {
        const relation = { rel_type: "m.annotation", event_id: eventId, key: "👍" };
        await put("send/m.reaction", { "m.relates_to": relation });
      }
      if (isTakenBack) await put(path`redact/${eventId}`, { reason: "Wrong room" });
      return { eventId, media };
    });
    return [{ room, sender, time, isSpam, sent }];
  }).flat();
}

/** Rather recently, as a member. */
function whenWritten({ random, now }: Scene, { since, until }: Member): number | undefined {
  const from = since + MINUTE;
  const to = Math.min(until - MINUTE, now - 3 * MINUTE);
  return from < to ? to - (to - from) * random.between(0, 1) ** 1.6 : undefined;
}

/** A message's text is chosen at once, so that it does not depend on the order of answers. */
function composer(
  { plan }: Room,
  isSpam: boolean,
  random: Random,
  number: number,
): (client: MatrixClient) => Promise<Content> {
  const body = random.pick(isSpam ? SPAM : MESSAGES);
  const file = random.pick(FILES);
  const luck = random.between(0, 1);
  if (ENCRYPTED.has(plan.kind)) {
    const ciphertext = Buffer.from(body.repeat(3)).toString("base64");
    const content = { algorithm: "m.megolm.v1.aes-sha2", ciphertext, session_id: "sample" };
    return async () => ({ type: "m.room.encrypted", content });
  }
  if (luck < 0.08 || (isSpam && luck < 0.3)) return (client) => shareImage(client, number);
  if (luck < 0.11) return (client) => shareFile(client, file);
  return async () => ({ type: "m.room.message", content: { msgtype: "m.text", body } });
}

async function shareImage(client: MatrixClient, number: number): Promise<Content> {
  const bytes = photo(createRandom(5000 + number));
  const body = `IMG_${String(1000 + number)}.png`;
  const url = await client.upload(body, "image/png", bytes);
  const info = { mimetype: "image/png", size: bytes.length, w: 480, h: 320 };
  const content = { msgtype: "m.image", body, url, info };
  return { type: "m.room.message", content, media: url };
}

async function shareFile(
  client: MatrixClient,
  { name, type, text }: (typeof FILES)[number],
): Promise<Content> {
  const bytes = new TextEncoder().encode(text);
  const url = await client.upload(name, type, bytes);
  const info = { mimetype: type, size: bytes.length };
  const content = { msgtype: "m.file", body: name, url, info };
  return { type: "m.room.message", content, media: url };
}
