import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { until } from "./until.ts";

export type Claim = { release(): void };

const SQLITE_BUSY = 5;
// An unreferenced connection is garbage-collected, and its lock with it.
const held = new Set<DatabaseSync>();

/**
 * Claims a folder for this process, or answers undefined where another one has it. SQLite's lock is
 * the operating system's: it ends with the process, however that ends.
 */
export function claim(folder: string): Claim | undefined {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, "lock"));
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return;
    throw error;
  }
  held.add(database);
  return {
    release() {
      if (held.delete(database)) database.close();
    },
  };
}

/** Claims a folder, after waiting for any other command. */
export async function claimWhenFree(
  folder: string,
  onWait: () => void,
  signal?: AbortSignal,
): Promise<Claim> {
  const first = claim(folder);
  if (first) return first;
  onWait();
  return until("another command to finish", () => claim(folder), { timeoutMs: 900_000, signal });
}
