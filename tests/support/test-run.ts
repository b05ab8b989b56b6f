import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";

import { buildDashboard } from "#scripts/support/build.ts";
import { claim, claimWhenFree, type Claim } from "#scripts/support/claim.ts";
import { copyEmbeddedStore } from "./embedded-template.ts";
import { launchDashboard, type Dashboard } from "#scripts/support/dashboard.ts";
import {
  createDatabase,
  dropDatabases,
  requireDatabases,
} from "#scripts/support/postgres/database.ts";
import { knownPostgres } from "#scripts/support/postgres/find.ts";
import { removeHome } from "#scripts/support/postgres/home.ts";
import { startPostgres, type Postgres } from "#scripts/support/postgres/server.ts";
import { endLeftovers } from "#scripts/support/process.ts";
import { local, markOf } from "#scripts/support/project.ts";
import { startSynapse, type Synapse } from "#scripts/support/synapse/server.ts";

/** What tests know of the homeserver that they share. */
export type TestHomeserver = Omit<Synapse, "process" | "stop">;

const RUNS = local("test", "runs");
const RUN = `run-${markOf(RUNS)}-`;
const notesIn = (dir: string) => join(dir, "processes");
const postgresIn = (dir: string) => join(dir, "postgres");
const givenPostgres = () => process.env["TEST_DATABASE_URL"] || undefined;

/**
 * Makes a folder for a run of tests and starts their homeserver and, where there is one, their
 * PostgreSQL, unless the command that this runs under has done so. All of it reaches the tests by
 * the environment. Answers what ends it.
 */
export async function beginTestRun(
  signal?: AbortSignal,
  withoutPostgres: (error: unknown) => void = sayWithoutPostgres(console.log),
): Promise<() => Promise<void>> {
  if (process.env["TEST_HOMESERVER"]) return async () => {};
  const given = givenPostgres();
  if (given) await requireDatabases(given, "TEST_DATABASE_URL");
  const { dir, own } = await makeFolder();
  const end = async () => {
    await clear(dir);
    own?.release();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  };
  process.env["TEST_RUN"] = dir;
  try {
    const postgres = given ?? (knownPostgres() && (await tryPostgres(withoutPostgres, signal)));
    if (postgres) process.env["TEST_POSTGRES"] = postgres;
    const { process: _, stop: __, ...homeserver } = await startTestSynapse({}, signal);
    process.env["TEST_HOMESERVER"] = JSON.stringify(homeserver satisfies TestHomeserver);
  } catch (error) {
    await end();
    throw error;
  }
  return end;
}

/** The homeserver that all tests of this run share. */
export const testHomeserver = () => JSON.parse(variable("TEST_HOMESERVER")) as TestHomeserver;

/** Where this run makes its databases; undefined where there is no PostgreSQL. */
export const testPostgres = () => process.env["TEST_POSTGRES"];

/** Answers the address of a fresh, empty database, which goes with the run. */
export async function createTestDatabase(): Promise<string> {
  return createDatabase(variable("TEST_POSTGRES"), basename(runFolder()));
}

/** Where this run keeps everything; it goes with the run. */
export const runFolder = () => variable("TEST_RUN");

/** Where the processes of this run are noted. */
export const runNotes = () => notesIn(variable("TEST_RUN"));

/** Starts another homeserver, for tests that need these settings. */
export async function startTestSynapse(
  config: Record<string, unknown> = {},
  signal?: AbortSignal,
  serverName = "test.localhost",
  port?: number,
): Promise<Synapse> {
  const dir = await mkdtemp(join(variable("TEST_RUN"), "synapse-"));
  return startSynapse({
    dir,
    notes: runNotes(),
    serverName,
    config,
    signal,
    ...(port && { port }),
  });
}

/** Where PostgreSQL is missing or does not start, everything else is still worth testing. */
export const sayWithoutPostgres = (say: (line: string) => void) => (error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  say(`The tests on PostgreSQL are skipped (TEST_DATABASE_URL can name a server): ${why}`);
};

/** Starts another PostgreSQL, for tests that end it. */
export async function startTestPostgres(signal?: AbortSignal): Promise<Postgres> {
  await mkdir(postgresIn(runFolder()), { recursive: true });
  const dir = await mkdtemp(join(postgresIn(runFolder()), "server-"));
  return startPostgres({ dir, notes: runNotes(), signal });
}

/** Starts a dashboard of its own, for tests that need these settings. */
export async function startDashboard({
  homeserverUrl,
  env = {},
  byNpm = false,
}: {
  homeserverUrl: string;
  env?: Record<string, string>;
  byNpm?: boolean;
}): Promise<Dashboard> {
  await buildDashboard("test", () => {});
  const dir = await mkdtemp(join(variable("TEST_RUN"), "dashboard-"));
  const embeds = !env["DATABASE_URL"] && !env["DATA_DIR"];
  if (embeds) await copyEmbeddedStore(join(dir, "data"));
  return launchDashboard({ command: "test", dir, notes: runNotes(), homeserverUrl, env, byNpm });
}

/** A new folder, claimed; what killed runs have left is ended and removed. */
async function makeFolder(): Promise<{ dir: string; own: Claim | undefined }> {
  const making = await claimWhenFree(local("test"), () => {});
  try {
    await mkdir(RUNS, { recursive: true });
    for (const name of await readdir(RUNS)) {
      const dir = join(RUNS, name);
      const abandoned = claim(dir);
      if (!abandoned) continue;
      await clear(dir);
      abandoned.release();
      await rm(dir, { recursive: true, force: true });
    }
    const dir = await mkdtemp(join(RUNS, RUN));
    return { dir, own: claim(dir) };
  } finally {
    making.release();
  }
}

async function tryPostgres(
  onFailure: (error: unknown) => void,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await startTestPostgres(signal)).url;
  } catch (error) {
    signal?.throwIfAborted();
    onFailure(error);
    return undefined;
  }
}

/** Ends what a run has started, and removes what it has made outside of its folder. */
async function clear(dir: string): Promise<void> {
  await endLeftovers(notesIn(dir));
  const servers = postgresIn(dir);
  for (const name of existsSync(servers) ? await readdir(servers) : []) {
    await removeHome(join(servers, name));
  }
  const given = givenPostgres();
  // A run that came with a copy of this checkout has its databases for the original.
  if (given && basename(dir).startsWith(RUN)) await dropDatabases(given, basename(dir));
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: no run of tests was begun`);
  return value;
}
