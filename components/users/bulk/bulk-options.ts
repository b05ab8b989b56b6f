/** What a person chose besides the action, as they typed it. */
export type BulkOptions = {
  devices: "all" | "unseen";
  /** Of devices, or of messages. */
  days: string;
  userType: "none" | "bot" | "support";
  room: string;
  text: string;
  peopleOnly: boolean;
  where: "everywhere" | "rooms";
  rooms: string;
  when: "all" | "days" | "older" | "newest";
  /** Of each room, as typed. */
  newest: string;
  reason: string;
  as: "user" | "admin";
  /** What the dashboard kept of an account when it was deactivated. */
  restores: boolean;
};

export type ChoicesProps = {
  options: BulkOptions;
  onChange: (changed: Partial<BulkOptions>) => void;
  /** It was submitted, and is no job that can be done. */
  isWrong: boolean;
  /** It is done to one account that was looked at, and not to many. */
  isOne: boolean;
};

export const AT_FIRST: BulkOptions = {
  devices: "all",
  days: "90",
  userType: "bot",
  room: "",
  text: "",
  peopleOnly: true,
  where: "everywhere",
  rooms: "",
  when: "all",
  newest: "100",
  reason: "",
  as: "user",
  restores: true,
};

const DAY_MS = 86_400_000;

/** Undefined where no rooms, days or number of messages are given, which would be all of them. */
export function redaction(options: BulkOptions, now: number) {
  const { where, rooms, when, days, newest, reason, as } = options;
  const named = roomsIn(rooms);
  if (where === "rooms" && named.length === 0) return undefined;
  if ((when === "days" || when === "older") && !isDays(days)) return undefined;
  if (when === "newest" && !isCountOfMessages(newest)) return undefined;
  const then = now - Number(days) * DAY_MS;
  return {
    kind: "redact" as const,
    rooms: where === "rooms" ? named : [],
    ...(reason.trim() && { reason: reason.trim() }),
    use_admin: as === "admin",
    ...(when === "days" && { after_ts: then }),
    ...(when === "older" && { before_ts: then }),
    ...(when === "newest" && { limit: Number(newest) }),
  };
}

/** Room IDs, however they are separated. */
export const roomsIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

export const isDays = (text: string): boolean =>
  /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 3650;

/** A million stands for all of them. */
export const isCountOfMessages = (text: string): boolean => /^[1-9]\d{0,5}$/.test(text);
