import { lastUsedAt, loggedInAt, makeDevices, type Device } from "./devices.ts";
import { AGE, DAY, HOUR, MINUTE } from "./durations.ts";
import {
  ADMINS,
  COLLECTOR,
  FATES,
  FOUNDER,
  NAMES,
  NEVER_LOGGED_IN,
  SPAMMERS,
  type Fate,
  type Name,
} from "./names.ts";
import { createRandom, type Random } from "./random.ts";

export type Person = Name & {
  fate: Fate | undefined;
  isAdmin: boolean;
  hasAvatar: boolean;
  emails: string[];
  phone: string | undefined;
  externalId: string | undefined;
  createdAt: number;
  devices: Device[];
};

/** Without the two guests' devices. */
const DEVICES_IN_ALL = 248;

/** All users but the guests, the founder first. */
export function makePeople(now: number): [Person, ...Person[]] {
  const random = createRandom(1);
  const people: [Person, ...Person[]] = [
    makeFounder(now, random),
    ...NAMES.map((name, index) => makePerson(name, index / NAMES.length, now, random)),
  ];
  const collector = people.find(({ localpart }) => localpart === COLLECTOR);
  if (!collector) throw new Error(`${COLLECTOR} is nobody`);
  // A deactivated account loses its devices.
  const others = people
    .filter(({ fate }) => fate !== "deactivated" && fate !== "erased")
    .reduce((count, { devices }) => count + devices.length, 0);
  const span = { from: collector.createdAt + DAY, to: now - 20 * MINUTE };
  collector.devices.push(...makeDevices(DEVICES_IN_ALL - others, span, random));
  return people;
}

function makeFounder(now: number, random: Random): Person {
  const [device] = makeDevices(1, { from: now - AGE, to: now - 4 * MINUTE }, random);
  if (!device) throw new Error("no device was made");
  device.uses[0].time = now - AGE;
  return {
    ...FOUNDER,
    kind: "person",
    fate: undefined,
    isAdmin: true,
    hasAvatar: true,
    emails: ["robin.hartley@example.org"],
    phone: undefined,
    externalId: undefined,
    createdAt: now - AGE,
    devices: [device],
  };
}

/** Active then and, without trouble, until recently: fit to look after a room. */
export const isSteady = ({ kind, fate, devices }: Person, time: number, now: number) =>
  kind === "person" &&
  !fate &&
  devices.some((device) => loggedInAt(device) < time && lastUsedAt(device) > now - 30 * DAY);

function makePerson(name: Name, rank: number, now: number, random: Random): Person {
  const { kind, localpart, displayName } = name;
  const fate = (Object.keys(FATES) as Fate[]).find((each) => FATES[each].includes(localpart));
  const isPerson = kind === "person" || kind === "invited";
  const createdAt = whenCreated(name, rank, now, random);
  const from = createdAt + 10 * MINUTE;
  const lastSeen = now - howLongAway(localpart, fate, random);
  const span = { from, to: Math.max(lastSeen, from + random.between(1, 48) * HOUR) };
  const hasDevices = kind !== "puppet" && !NEVER_LOGGED_IN.has(localpart);
  return {
    ...name,
    fate,
    isAdmin: ADMINS.has(localpart),
    hasAvatar: displayName !== null && hasDevices && random.chance(isPerson ? 0.78 : 0.9),
    emails: isPerson ? makeEmails(localpart, random) : [],
    phone: isPerson && random.chance(0.12) ? `4477009${random.integer(10_000, 99_999)}` : undefined,
    externalId:
      isPerson && random.chance(0.2) ? `sub-${random.integer(10_000, 99_999)}` : undefined,
    createdAt,
    devices: hasDevices ? makeDevices(howManyDevices(random), span, random) : [],
  };
}

function whenCreated({ kind, localpart }: Name, rank: number, now: number, random: Random): number {
  if (localpart === COLLECTOR) return now - AGE * 0.9;
  if (SPAMMERS.includes(localpart)) return now - random.between(15, 25) * DAY;
  if (kind === "invited") return now - random.between(3, 40) * DAY;
  // More join each month, the first names early.
  const share = Math.min(0.97, (rank * 0.6 + random.between(0, 0.5)) ** 0.8);
  return now - AGE + DAY + (AGE - 5 * DAY) * share;
}

function howLongAway(localpart: string, fate: Fate | undefined, random: Random): number {
  if (SPAMMERS.includes(localpart)) return random.between(2, 4) * DAY;
  return Math.max(howLongUnseen(random), fate ? random.between(2, 40) * DAY : 0);
}

function howLongUnseen(random: Random): number {
  const luck = random.between(0, 1);
  if (luck < 0.18) return random.between(6, 60) * MINUTE;
  if (luck < 0.45) return random.between(1, 24) * HOUR;
  if (luck < 0.7) return random.between(1, 30) * DAY;
  if (luck < 0.88) return random.between(30, 180) * DAY;
  return random.between(180, 600) * DAY;
}

const howManyDevices = (random: Random) => {
  const luck = random.between(0, 1);
  if (luck < 0.46) return 1;
  if (luck < 0.78) return 2;
  return luck < 0.94 ? 3 : 4;
};

function makeEmails(localpart: string, random: Random): string[] {
  const name = localpart.slice(0, 40);
  const emails = [];
  if (random.chance(0.6)) emails.push(`${name}@example.org`);
  if (random.chance(0.1)) emails.push(`${name}@mail.example.net`);
  return emails;
}
