import "server-only";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";

import { migrations } from "./migrations.ts";
import { StoreError } from "./store-error.ts";

/** All of ours lies in a schema of its own, so that it steps on nothing in a database that is shared. */
export const SCHEMA = "dashboard";

/**
 * Brings the store to the shape that this version knows. On PostgreSQL under an advisory lock, so that
 * several processes may start at once.
 *
 * @throws StoreError when a newer version has been here.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableSchema: SCHEMA,
    migrationTableName: "migrations",
    migrationLockTableName: "migrations_lock",
  });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const [, newer] = /previously executed migration (\S+) is missing/.exec(String(error)) ?? [];
  if (!newer) throw error;
  throw new StoreError(
    `The store was last used by a newer version of Synapse Dashboard (its step ${newer} is unknown here). Run that version, or restore a backup from before.`,
    { cause: error },
  );
}
