import "server-only";
import * as z from "zod/mini";

import type { POWER_REASONS } from "#lib/contract/access.ts";

type PowerReason = (typeof POWER_REASONS)[number];

/** A room's state events and members, as far as power needs. */
export type RoomPower = {
  create: { sender: string; content: Record<string, unknown> } | undefined;
  levels: Record<string, unknown> | undefined;
  members: readonly string[];
};

/** Old rooms have levels as text. */
const Level = z.union([z.number(), z.pipe(z.string(), z.transform(Number))]);
const Levels = z.object({
  users: z._default(z.record(z.string(), Level), {}),
  users_default: z._default(Level, 0),
  events: z._default(z.record(z.string(), Level), {}),
  state_default: z._default(Level, 50),
});

const PERMISSIONS = "m.room.power_levels";

/** The first version where creators are above all levels. */
const CREATORS_SINCE = 12;

/**
 * A user's power in a room without their own entry in the power levels; or why that entry can't be removed.
 * https://spec.matrix.org/latest/client-server-api/#mroompower_levels
 */
export function demote(
  { create, levels: content, members }: RoomPower,
  userId: string,
): { content: Record<string, unknown> } | { reason: PowerReason } {
  const creators = creatorsOf(create);
  if (creators.includes(userId)) return { reason: "creator" };
  if (!members.includes(userId)) return { reason: "not_joined" };
  const parsed = Levels.safeParse(content);
  if (!content || !parsed.success) return { reason: "no_power" };

  const { users, users_default, events, state_default } = parsed.data;
  const levelOf = (id: string) =>
    creators.includes(id) ? Number.POSITIVE_INFINITY : (users[id] ?? users_default);
  if (levelOf(userId) <= users_default) return { reason: "no_power" };
  const needed = events[PERMISSIONS] ?? state_default;
  if (levelOf(userId) < needed) return { reason: "may_not" };
  const isLast = !members.some((id) => id !== userId && levelOf(id) >= needed);
  if (isLast) return { reason: "only_admin" };

  const { [userId]: _, ...others } = content["users"] as Record<string, unknown>;
  return { content: { ...content, users: others } };
}

/** Whether a user has only the default power. */
export function isDemoted({ create, levels }: RoomPower, userId: string): boolean {
  const parsed = Levels.safeParse(levels);
  if (!parsed.success || creatorsOf(create).includes(userId)) return false;
  const { users, users_default } = parsed.data;
  return (users[userId] ?? users_default) <= users_default;
}

function creatorsOf(create: RoomPower["create"]): string[] {
  const version = Number(create?.content["room_version"] ?? 1);
  // A version that is no number is a custom one, and none of these.
  if (!create || !(version >= CREATORS_SINCE)) return [];
  const more = z.array(z.string()).safeParse(create.content["additional_creators"]);
  return [create.sender, ...(more.success ? more.data : [])];
}
