import "server-only";
import { PGlite, type Results, type Transaction } from "@electric-sql/pglite";
import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";

import { logger } from "#lib/server/runtime/logger.ts";

import { lockFolder } from "./lock.ts";

/** Two files of PostgreSQL's log: it may need the next at any time. */
const LEAST_FREE_MB = 32;

/**
 * PostgreSQL inside this process, with its data in a folder that only this process uses.
 *
 * An error that PostgreSQL reports changes nothing. One that ends PostgreSQL itself (such as a full disk)
 * ends PGlite for good: it is reopened then, and recovers what was committed.
 */
export class EmbeddedPostgres {
  readonly #folder: string;
  readonly #lock: ReturnType<typeof lockFolder>;
  #pglite: Promise<PGlite> | undefined;
  closed = false;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    this.#lock = lockFolder(dataDir);
    this.#folder = join(dataDir, "store");
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  get ready() {
    return false;
  }

  get waitReady(): Promise<void> {
    return this.#open().then(() => undefined);
  }

  query<T>(text: string, parameters?: unknown[], options?: object): Promise<Results<T>> {
    return this.#with((pglite) => pglite.query<T>(text, parameters, options));
  }

  exec(text: string): Promise<Results[]> {
    return this.#with((pglite) => pglite.exec(text));
  }

  /** Kysely would wait forever for a transaction to begin: its first query reports why it can't. */
  async transaction<T>(run: (transaction: Transaction) => Promise<T>): Promise<T> {
    let hasBegun = false;
    const begin = (transaction: Transaction) => {
      hasBegun = true;
      return run(transaction);
    };
    try {
      return await this.#with((pglite) => pglite.transaction(begin));
    } catch (error) {
      const refuse = () => Promise.reject(error);
      if (!hasBegun) await run({ query: refuse } as unknown as Transaction).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.#pglite)?.close();
    this.#lock.close();
  }

  /** Opens it unless it is open, or failed to: each failure leaks memory. */
  #open(): Promise<PGlite> {
    if (!this.#pglite) requireRoom(this.#folder);
    return (this.#pglite ??= open(this.#folder));
  }

  async #with<T>(run: (pglite: PGlite) => Promise<T>): Promise<T> {
    const used = this.#open();
    const pglite = await used;
    try {
      return await run(pglite);
    } catch (error) {
      if (hasDied(error) && this.#pglite === used) {
        logger().error({ error }, "the embedded store ended, and is opened anew");
        this.#pglite = undefined;
      }
      throw error;
    }
  }
}

/** A dashboard's tables fit in less than PostgreSQL's default buffers of 128 MB. */
async function open(folder: string): Promise<PGlite> {
  const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];
  const pglite = new MortalPGlite(folder, { startParams });
  await pglite.waitReady;
  return pglite;
}

/** Stops queries after a PANIC: it would not answer, and block this process. */
class MortalPGlite extends PGlite {
  #end: unknown;

  override async execProtocolStream(...asked: Parameters<PGlite["execProtocolStream"]>) {
    if (this.#end !== undefined) throw this.#end;
    try {
      return await super.execProtocolStream(...asked);
    } catch (error) {
      if (isPanic(error)) this.#end = error;
      throw error;
    }
  }
}

function requireRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < LEAST_FREE_MB * 1024 * 1024) {
    throw new Error(`less than ${LEAST_FREE_MB} MB are free on its disk`);
  }
}

const isPanic = (error: unknown): boolean =>
  error instanceof Error && "severity" in error && error.severity === "PANIC";

const hasDied = (error: unknown): boolean =>
  error instanceof WebAssembly.RuntimeError ||
  (error instanceof Error && error.name === "ExitStatus") ||
  isPanic(error);
