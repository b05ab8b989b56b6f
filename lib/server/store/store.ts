import "server-only";
import { Kysely, PGliteDialect, PostgresDialect, sql, type Dialect } from "kysely";
import { fromPglite } from "pg-boss";

import { AppError } from "#lib/errors.ts";

import { env } from "#lib/server/runtime/env.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { once } from "#lib/server/runtime/once.ts";
import { technicalName } from "#lib/server/runtime/error-code.ts";

import { migrate, SCHEMA } from "./migrate.ts";
import { StoreError, unusable } from "./store-error.ts";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;
/** The database for the queue: single statements, or several in one text. */
type Statements = {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
};
export type Store = { db: Db; isEmbedded: boolean; statements: Statements; close(): Promise<void> };

const CONNECT_LIMIT_MS = 5000;
const STATEMENT_LIMIT_MS = 30_000;

/** This process's store: the start opens it, and earlier callers wait. */
export const store = (): Promise<Store> =>
  once("store", () => openStore({ url: env().DATABASE_URL, dataDir: env().DATA_DIR }));

/**
 * Opens the store and migrates it.
 * @param url of a PostgreSQL; without one the store is embedded, in `dataDir`.
 * @throws StoreError for what the operator can fix.
 */
export async function openStore(where: {
  url?: string | undefined;
  dataDir: string;
}): Promise<Store> {
  const { dialect, statements } = await (where.url ? connect(where.url) : embed(where.dataDir));
  const plain = new Kysely<Tables>({ dialect });
  try {
    await (where.url ? oneAfterTheOther(plain, () => migrate(plain)) : migrate(plain));
  } catch (cause) {
    await plain.destroy().catch(() => undefined);
    if (cause instanceof StoreError) throw cause;
    const what = where.url ? "The PostgreSQL that DATABASE_URL names" : "The store in DATA_DIR";
    throw new StoreError(unusable(what, cause), { cause });
  }
  return {
    db: plain.withSchema(SCHEMA),
    isEmbedded: !where.url,
    statements,
    close: () => plain.destroy(),
  };
}

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 2_026_112_500;

/**
 * Holds a lock of the whole database meanwhile. Kysely's own needs its schema and tables first, and of
 * several processes that create them at once PostgreSQL fails all but one.
 */
const oneAfterTheOther = (db: Kysely<Tables>, run: () => Promise<void>): Promise<void> =>
  db.connection().execute(async (holder) => {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(holder);
    try {
      await run();
    } finally {
      await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`.execute(holder);
    }
  });

type Connected = { dialect: Dialect; statements: Statements };

async function connect(connectionString: string): Promise<Connected> {
  // Loads only the store in use: both use memory for as long as they run.
  const { Pool } = await import("pg");
  const pool = new Pool({
    connectionString,
    application_name: "Synapse Dashboard",
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    statement_timeout: STATEMENT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS,
    keepAlive: true,
  });
  // A connection lost in use is reported by its query.
  pool.on("connect", (connection) => connection.on("error", () => undefined));
  // A connection lost while idle; the pool opens another.
  pool.on("error", (error) => logger().warn({ error }, "a connection to PostgreSQL was lost"));
  return {
    dialect: new PostgresDialect({ pool }),
    statements: { executeSql: (text, values) => pool.query(text, values) },
  };
}

async function embed(dataDir: string): Promise<Connected> {
  const { EmbeddedPostgres } = await import("./embedded.ts");
  try {
    const embedded = new EmbeddedPostgres(dataDir);
    await embedded.waitReady;
    return { dialect: new PGliteDialect({ pglite: embedded }), statements: fromPglite(embedded) };
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError(unusable("The folder that DATA_DIR names", cause), { cause });
  }
}

/** Runs queries. Every error is `store_unavailable`: none is the caller's fault. */
export async function withStore<T>(run: (tables: Db) => Promise<T>): Promise<T> {
  try {
    return await run((await store()).db);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    logger().error({ error: cause }, "the store does not answer");
    throw new AppError("store_unavailable", { technical: technicalName(cause) }, { cause });
  }
}

/** Runs one statement, for a library that writes its own. */
export const executeSql: Statements["executeSql"] = (text, values) =>
  withStore(async () => (await store()).statements.executeSql(text, values));

/** For actions that do harm halfway: `store_unavailable`, unless the store answers. */
export async function requireStore(): Promise<void> {
  await withStore((db) => sql`select 1`.execute(db));
}
