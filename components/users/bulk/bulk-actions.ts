import {
  DoorOpen,
  Eraser,
  Ghost,
  ImageOff,
  Lock,
  LockOpen,
  Megaphone,
  MonitorOff,
  Pause,
  Play,
  Tag,
  Trash2,
  UserCheck,
  UserX,
  Volume2,
  type LucideIcon,
} from "lucide-react";

import { RESTORE_PARTS } from "#lib/contract/deactivation.ts";
import { BulkTask } from "#lib/contract/jobs.ts";

import { AT_FIRST, redaction, type BulkOptions } from "./bulk-options.ts";

/** The menu's groups, in order. Each has its heading in `bulk.groups`. */
export const BULK_GROUPS = ["restrict", "lift", "manage", "remove"] as const;

type BulkActionRow = {
  icon: LucideIcon;
  group: (typeof BULK_GROUPS)[number];
  /** Cannot be undone, or not wholly. What is lost is said in `bulk.lost`. */
  isLoss?: true;
  /** The job that does it. Parsed by `taskOf`: what was typed may be no input that the kind takes. */
  toTask: (
    options: BulkOptions,
    now: number,
  ) => { kind: BulkTask["kind"]; [field: string]: unknown } | undefined;
};

/**
 * The bulk actions in the order of the menu, named like the action in the audit trail. Each has a text in
 * `bulk.actions`, `bulk.titles` and `bulk.explain`. The fields of its options are in `bulk-choices.tsx`:
 * they load with the dialog, and this table with the page.
 */
export const bulkActions = {
  lock: { icon: Lock, group: "restrict", toTask: () => ({ kind: "lock", locked: true }) },
  suspend: { icon: Pause, group: "restrict", toTask: () => ({ kind: "suspend", suspend: true }) },
  shadowBan: {
    icon: Ghost,
    group: "restrict",
    toTask: () => ({ kind: "shadow_ban", banned: true }),
  },
  unlock: { icon: LockOpen, group: "lift", toTask: () => ({ kind: "lock", locked: false }) },
  unsuspend: { icon: Play, group: "lift", toTask: () => ({ kind: "suspend", suspend: false }) },
  shadowUnban: {
    icon: Volume2,
    group: "lift",
    toTask: () => ({ kind: "shadow_ban", banned: false }),
  },
  reactivate: {
    icon: UserCheck,
    group: "lift",
    toTask: ({ restores }) => ({ kind: "reactivate", restore: restores ? [...RESTORE_PARTS] : [] }),
  },
  notify: {
    icon: Megaphone,
    group: "manage",
    toTask: ({ text, peopleOnly }) => ({ kind: "notice", text, people_only: peopleOnly }),
  },
  join: {
    icon: DoorOpen,
    group: "manage",
    toTask: ({ room }) => ({ kind: "join_room", room: room.trim() }),
  },
  setType: {
    icon: Tag,
    group: "manage",
    toTask: ({ userType }) => ({
      kind: "set_user_type",
      user_type: userType === "none" ? null : userType,
    }),
  },
  revoke: {
    icon: MonitorOff,
    group: "remove",
    isLoss: true,
    toTask: ({ devices, days }) => ({
      kind: "revoke_devices",
      ...(devices === "unseen" && { unseen_days: Number(days) }),
    }),
  },
  deleteMedia: {
    icon: ImageOff,
    group: "remove",
    isLoss: true,
    toTask: () => ({ kind: "delete_media" }),
  },
  redact: { icon: Eraser, group: "remove", isLoss: true, toTask: redaction },
  deactivate: {
    icon: UserX,
    group: "remove",
    isLoss: true,
    toTask: () => ({ kind: "deactivate", erase: false }),
  },
  erase: {
    icon: Trash2,
    group: "remove",
    isLoss: true,
    toTask: () => ({ kind: "deactivate", erase: true }),
  },
} as const satisfies Record<string, BulkActionRow>;

type Rows = typeof bulkActions;
export type BulkAction = keyof Rows;
/** An action that cannot be undone, or not wholly. */
export type Loss = { [A in BulkAction]: Rows[A] extends { isLoss: true } ? A : never }[BulkAction];

// `Object.keys` forgets which keys an object has.
export const BULK_ACTIONS = Object.keys(bulkActions) as BulkAction[];

export const isLoss = (action: BulkAction): action is Loss => "isLoss" in bulkActions[action];

/** The job that was asked for; undefined where something is no input that it takes. */
export function taskOf(
  action: BulkAction,
  options: BulkOptions,
  now = Date.now(),
): BulkTask | undefined {
  return BulkTask.safeParse(bulkActions[action].toTask(options, now)).data;
}

/** An input of `jobs.start`, as far as it tells who decides the job. */
export const toStart = (action: BulkAction) => ({ task: bulkActions[action].toTask(AT_FIRST, 0) });
