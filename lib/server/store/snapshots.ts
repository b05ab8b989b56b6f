import "server-only";
import type { Selectable } from "kysely";

import { withStore } from "./store.ts";
import type { SnapshotsTable } from "./tables.ts";

export type SnapshotRow = Selectable<SnapshotsTable>;

/** Stores a snapshot, in place of an earlier one of the same account. */
type SnapshotKey = Pick<SnapshotRow, "realm" | "user_id">;

export const keep = (whose: SnapshotKey, sealed: string, taken_at: Date) =>
  withStore((db) =>
    db
      .insertInto("snapshots")
      .values({ ...whose, sealed, taken_at })
      .onConflict((conflict) =>
        conflict.columns(["realm", "user_id"]).doUpdateSet({ sealed, taken_at }),
      )
      .execute(),
  );

/** An account's snapshot, unless it has expired. */
export const get = (
  { realm, user_id }: SnapshotKey,
  notBefore: Date,
): Promise<SnapshotRow | undefined> =>
  withStore((db) =>
    db
      .selectFrom("snapshots")
      .selectAll()
      .where("realm", "=", realm)
      .where("user_id", "=", user_id)
      .where("taken_at", ">", notBefore)
      .executeTakeFirst(),
  );

/** Whether there is one, expired or not. */
export const has = async ({ realm, user_id }: SnapshotKey): Promise<boolean> =>
  (await withStore((db) =>
    db
      .selectFrom("snapshots")
      .select("user_id")
      .where("realm", "=", realm)
      .where("user_id", "=", user_id)
      .executeTakeFirst(),
  )) !== undefined;

export const remove = ({ realm, user_id }: SnapshotKey) =>
  withStore((db) =>
    db.deleteFrom("snapshots").where("realm", "=", realm).where("user_id", "=", user_id).execute(),
  );

/** Deletes snapshots taken before then. Returns how many. */
export async function removeOld(before: Date): Promise<number> {
  const gone = await withStore((db) =>
    db.deleteFrom("snapshots").where("taken_at", "<=", before).returning("user_id").execute(),
  );
  return gone.length;
}
