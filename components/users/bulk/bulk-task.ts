import { RESTORE_PARTS } from "#lib/contract/deactivation.ts";
import { BulkTask } from "#lib/contract/jobs.ts";

/** The bulk actions. Each has a text in `bulk.actions`. */
export const BULK_ACTIONS = [
  "lock",
  "unlock",
  "suspend",
  "unsuspend",
  "shadowBan",
  "shadowUnban",
  "notice",
  "join",
  "setType",
  "revoke",
  "deleteMedia",
  "redact",
  "deactivate",
  "erase",
  "reactivate",
] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** Actions that cannot be fully undone. Their losses are in `bulk.lost`. */
export const LOSSES = ["revoke", "deleteMedia", "redact", "deactivate", "erase"] as const;
export type Loss = (typeof LOSSES)[number];
export const isLoss = (action: BulkAction): action is Loss =>
  LOSSES.some((loss) => loss === action);

/** The actions that MAS handles. */
const BY_MAS: readonly BulkAction[] = [
  "lock",
  "unlock",
  "revoke",
  "deactivate",
  "erase",
  "reactivate",
];
export const isByMas = (action: BulkAction): boolean => BY_MAS.includes(action);

/** The options of an action, as typed. */
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
  /** The snapshot of a deactivated account. */
  restores: boolean;
};

export type ChoicesProps = {
  options: BulkOptions;
  onChange: (changed: Partial<BulkOptions>) => void;
  /** Submitted with invalid options. */
  isWrong: boolean;
  /** For a single opened account. */
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

/** The job; undefined if an option is invalid. */
export function toTask(
  action: BulkAction,
  options: BulkOptions,
  now = Date.now(),
): BulkTask | undefined {
  return BulkTask.safeParse(described(action, options, now)).data;
}

function described(action: BulkAction, options: BulkOptions, now: number): unknown {
  const { devices, days, userType, room, text, peopleOnly } = options;
  switch (action) {
    case "lock":
    case "unlock":
      return { kind: "lock", locked: action === "lock" };
    case "suspend":
    case "unsuspend":
      return { kind: "suspend", suspend: action === "suspend" };
    case "shadowBan":
    case "shadowUnban":
      return { kind: "shadow_ban", banned: action === "shadowBan" };
    case "notice":
      return { kind: "notice", text, people_only: peopleOnly };
    case "join":
      return { kind: "join_room", room: room.trim() };
    case "setType":
      return { kind: "set_user_type", user_type: userType === "none" ? null : userType };
    case "revoke":
      return { kind: "revoke_devices", ...(devices === "unseen" && { unseen_days: Number(days) }) };
    case "deleteMedia":
      return { kind: "delete_media" };
    case "redact":
      return redaction(options, now);
    case "deactivate":
    case "erase":
      return { kind: "deactivate", erase: action === "erase" };
    case "reactivate":
      return { kind: "reactivate", restore: options.restores ? [...RESTORE_PARTS] : [] };
  }
}

function redaction(options: BulkOptions, now: number): unknown {
  const { where, rooms, when, days, newest, reason, as } = options;
  const named = roomsIn(rooms);
  if (where === "rooms" && named.length === 0) return undefined;
  if ((when === "days" || when === "older") && !isDays(days)) return undefined;
  if (when === "newest" && !isCountOfMessages(newest)) return undefined;
  const then = now - Number(days) * DAY_MS;
  return {
    kind: "redact",
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

/** A million means all. */
export const isCountOfMessages = (text: string): boolean => /^[1-9]\d{0,5}$/.test(text);
