import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { findPostgres } from "./support/postgres/find.ts";
import { removeHome } from "./support/postgres/home.ts";
import { startPostgres } from "./support/postgres/server.ts";
import type { Progress } from "./support/progress.ts";
import { local } from "./support/project.ts";

import { sampleHomeserver } from "./sample-homeserver.ts";

export type DemoPostgres = {
  /** The dashboard's settings to use it. */
  settings: { DATABASE_URL: string; SESSION_SECRET: string };
  ended: Promise<string>;
  stop(): Promise<void>;
};

const dir = local("demo", "postgres");
const secretFile = join(dir, "session-secret");

/** The PostgreSQL for the demo's dashboard, on request. */
export const demoPostgres = {
  remove: () => removeHome(dir),

  async find(progress: Progress): Promise<void> {
    await progress.step("Find PostgreSQL", findPostgres);
  },

  start(progress: Progress, signal: AbortSignal): Promise<DemoPostgres> {
    return progress.step("Start PostgreSQL", async () => {
      const { notes } = sampleHomeserver;
      const { url, process, stop } = await startPostgres({ dir, notes, signal });
      const settings = { DATABASE_URL: url, SESSION_SECRET: await keptSecret() };
      return { settings, ended: process.ended, stop };
    });
  },
};

/** The same at every start: it seals the database's secrets. */
async function keptSecret(): Promise<string> {
  if (!existsSync(secretFile)) {
    await writeFile(secretFile, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFile(secretFile, "utf8");
}
