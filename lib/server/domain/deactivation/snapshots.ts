import "server-only";
import * as z from "zod/mini";

import { flag } from "#lib/contract/kit/scalars.ts";
import { ExternalId } from "#lib/contract/users.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { DAY_MS } from "#lib/durations.ts";
import { env } from "#lib/server/runtime/env.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import type { AuditedTarget } from "#lib/server/audit/record.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { seal, unsealOnce } from "#lib/server/crypto/seal.ts";
import * as snapshots from "#lib/server/store/snapshots.ts";
import { joinedRoomsOf } from "#lib/server/domain/rooms/memberships.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** A snapshot of an account: the part to restore, and details that identify it to an admin. */
const Kept = z.object({
  displayname: z.nullable(z.string()),
  avatar_url: z.nullable(z.string()),
  threepids: z.array(z.object({ medium: z.string(), address: z.string() })),
  external_ids: z.array(ExternalId),
  rooms: z.array(z.string()),
  devices: z.array(z.object({ device_id: z.string(), display_name: z.nullable(z.string()) })),
  admin: flag,
  user_type: z.nullable(z.string()),
  locked: flag,
  suspended: flag,
  shadow_banned: flag,
});
export type Kept = z.infer<typeof Kept>;

const whoseOf = ({ realm }: Homeserver, user_id: string) => ({ realm, user_id });

const keptMs = () => env().SNAPSHOT_DAYS * DAY_MS;

/** When a snapshot of that time expires. */
const untilTs = (takenAt: Date): number => takenAt.getTime() + keptMs();

/**
 * Takes a snapshot before an account is deactivated. A deactivated account has nothing left, so its earlier
 * snapshot stays.
 */
export async function takeSnapshot(work: AuditedTarget, user: UserDetail): Promise<void> {
  if (user.deactivated || env().SNAPSHOT_DAYS === 0) return;
  const about = { user_id: work.target };
  const [rooms, { devices }] = await Promise.all([
    joinedRoomsOf(work.homeserver, work.target),
    callHomeserver(work.homeserver, api.devices.list, about),
  ]);
  const kept: Kept = {
    displayname: user.displayname ?? null,
    avatar_url: user.avatar_url ?? null,
    threepids: user.threepids.map(({ medium, address }) => ({ medium, address })),
    external_ids: user.external_ids,
    rooms,
    devices: devices.map(({ device_id, display_name }) => ({
      device_id,
      display_name: display_name ?? null,
    })),
    admin: user.admin,
    user_type: user.user_type ?? null,
    locked: user.locked,
    suspended: user.suspended,
    shadow_banned: user.shadow_banned,
  };
  const sealed = await seal("store", kept);
  await work.record("snapshots.take", { ...about, days: env().SNAPSHOT_DAYS }, () =>
    snapshots.keep(whoseOf(work.homeserver, work.target), sealed, new Date()),
  );
}

/** An erased account must not be kept here either. */
export async function removeSnapshot({ homeserver, target, record }: AuditedTarget): Promise<void> {
  const whose = whoseOf(homeserver, target);
  if (!(await snapshots.has(whose))) return;
  await record("snapshots.remove", { user_id: target }, () => snapshots.remove(whose));
}

export type OpenSnapshot = { taken_ts: number; until_ts: number; kept: Kept };

/** An account's snapshot. Undefined: none, or sealed with a lost secret. */
export async function openSnapshot(
  homeserver: Homeserver,
  userId: string,
): Promise<OpenSnapshot | undefined> {
  const row = await snapshots.get(whoseOf(homeserver, userId), new Date(Date.now() - keptMs()));
  if (!row) return undefined;
  const kept = Kept.safeParse(await unsealOnce("store", row.sealed));
  if (!kept.success) return undefined;
  return {
    taken_ts: row.taken_at.getTime(),
    until_ts: untilTs(row.taken_at),
    kept: kept.data,
  };
}

/** Deletes snapshots older than SNAPSHOT_DAYS. */
export async function removeOldSnapshots(): Promise<void> {
  const gone = await snapshots.removeOld(new Date(Date.now() - keptMs()));
  if (gone > 0) logger().info({ gone }, "old snapshots of accounts were deleted");
}
