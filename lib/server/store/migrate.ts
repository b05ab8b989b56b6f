import "server-only";
import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";

import { migrations } from "./migrations.ts";
import { StoreError } from "./store-error.ts";

/** Our own schema, to share a database safely. */
export const SCHEMA = "dashboard";

/**
 * Migrates the store to this version's schema. On PostgreSQL under an advisory lock, so that several
 * processes may start at once.
 * @throws StoreError after a newer version's migration.
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
