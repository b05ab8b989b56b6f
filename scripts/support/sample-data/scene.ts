import type { MatrixClient } from "#scripts/support/synapse/client.ts";

import type { Person } from "./people.ts";
import type { Random } from "./random.ts";
import type { RoomPlan } from "./rooms.ts";
import type { Timeline } from "./timeline.ts";

/** The parts that all sample data is built with. */
export type Scene = {
  now: number;
  random: Random;
  timeline: Timeline;
  serverName: string;
  /** The founder first. */
  people: [Person, ...Person[]];
  /** All users'. */
  password: string;
  /** Without a user, as the founder, and as the bridge. */
  anyone: MatrixClient;
  admin: MatrixClient;
  bridge: MatrixClient;
};

/** A client of a user, from the device in use at a certain time. */
export type Actor = {
  userId: string;
  client: Promise<MatrixClient>;
  /** When that device was last used. */
  until: number;
};

export type Cast = {
  idOf(person: Person): string;
  /** The user at that time, if they had a device in use. */
  actorAt(person: Person, time: number): Actor | undefined;
};

/** A member of a room. */
export type Member = {
  person: Person;
  joined: Promise<unknown>;
  since: number;
  /** When they were removed, or the room was. */
  until: number;
};
export type Room = {
  plan: RoomPlan;
  id: Promise<string>;
  createdAt: number;
  owner: Actor;
  members: Member[];
};

/** A path with encoded values. */
export const path = (strings: TemplateStringsArray, ...values: string[]) =>
  String.raw({ raw: strings }, ...values.map(encodeURIComponent));
