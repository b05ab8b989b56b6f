import "server-only";
import { readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { StoreError } from "./store-error.ts";

const SQLITE_BUSY = 5;

/**
 * Claims a folder for this process. The embedded database has no lock: two processes that open it lose data
 * reported as saved. This lock is the operating system's, through SQLite, so it always ends with its process.
 * Keep the connection: if it is garbage-collected, its lock goes with it.
 * @throws StoreError that names the holder.
 */
export function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, "lock"));
  const holder = join(folder, "holder");
  try {
    lock.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    if (!(cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY))
      throw cause;
    throw new StoreError(
      `${folder} is in use by another Synapse Dashboard (${readHolder(holder)}). End that one, give this one a DATA_DIR of its own, or let both use one PostgreSQL by DATABASE_URL.`,
      { cause },
    );
  }
  writeFileSync(holder, `process ${process.pid} on ${hostname()}`, { mode: 0o600 });
  return lock;
}

function readHolder(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "which has just started";
  }
}
