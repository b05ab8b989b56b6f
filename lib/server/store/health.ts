import "server-only";
import { sql } from "kysely";
import { setTimeout as pause } from "node:timers/promises";

import { once } from "#lib/server/runtime/once.ts";

import { requireStore, withStore } from "./store.ts";

const ANSWER_LIMIT_MS = 2000;
const CHECK_WRITES_EVERY_MS = 5000;

/**
 * Whether the store reads and writes, fast enough for monitoring. Anonymous requests are allowed, so it
 * writes at most once in 5 seconds.
 */
export async function isStoreHealthy(): Promise<boolean> {
  const checks = once("store-write-check", () => ({ at: -Infinity, last: Promise.resolve(false) }));
  const now = performance.now();
  if (now - checks.at > CHECK_WRITES_EVERY_MS) {
    checks.at = now;
    checks.last = succeeds(requireWrites());
  }
  return (await succeeds(requireStore())) && checks.last;
}

async function succeeds(asked: Promise<unknown>): Promise<boolean> {
  const answered = new AbortController();
  const options = { ref: false, signal: answered.signal };
  const tooLate = pause(ANSWER_LIMIT_MS, false, options).catch(() => false);
  const success = asked.then(
    () => true,
    () => false,
  );
  return Promise.race([success, tooLate]).finally(() => answered.abort());
}

/**
 * Makes PostgreSQL write a file of 70 kB next to its tables and remove it. A row would not do: on a full disk
 * it often still fits into an existing file, and it would leave something behind.
 */
const requireWrites = (): Promise<unknown> =>
  withStore((db) =>
    db.transaction().execute(async (transaction) => {
      // Changes nothing, and fails on a read-only server such as a standby.
      await transaction
        .deleteFrom("sessions")
        .where(sql<boolean>`false`)
        .execute();
      await sql`set local work_mem = '64kB'`.execute(transaction);
      await sql`select count(*) from generate_series(1, 5000)`.execute(transaction);
    }),
  );
