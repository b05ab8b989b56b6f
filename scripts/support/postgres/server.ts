import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { bareEnvironment } from "#scripts/support/build.ts";
import { freePort } from "#scripts/support/port.ts";
import { startProcess, type Child } from "#scripts/support/process.ts";
import { SetupError } from "#scripts/support/setup-error.ts";
import { until } from "#scripts/support/until.ts";

import { createDatabase, query } from "./database.ts";
import { knownPostgres, notFound } from "./find.ts";
import { prepareHome, type Home } from "./home.ts";

export type Postgres = {
  /** Can create databases. */
  url: string;
  readonly process: Child;
  /** Returns the address of a new, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
  /** Kills it, so that it writes nothing more. */
  kill(): Promise<void>;
  /** Restarts it at the same address, once it has ended. */
  restart(): Promise<void>;
};

type Options = {
  /** The folder of all its data; may have an earlier one's. */
  dir: string;
  /** The folder of its process note. */
  notes: string;
  /** Stops the start. The caller stops what runs, after its own last requests to it. */
  signal?: AbortSignal | undefined;
};

type Server = Options & { bin: string; home: Home; port: number; url: string };

const START_LIMIT_MS = 60_000;
const USER = "postgres";

/** Starts a PostgreSQL on loopback and waits until it answers. */
export async function startPostgres(options: Options): Promise<Postgres> {
  const bin = knownPostgres();
  if (!bin) throw notFound();
  const home = await prepareHome(options.dir);
  const password = await initialise(bin, home, options);
  const port = await freePort();
  const url = `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
  const server = { ...options, bin, home, port, url };

  let child = await launch(server);
  return {
    url,
    get process() {
      return child;
    },
    createDatabase: () => createDatabase(url, "test"),
    stop: () => child.stop(),
    async kill() {
      if (!child.hasEnded()) process.kill(child.pid, "SIGKILL");
      await child.ended;
    },
    async restart() {
      child = await launch(server);
    },
  };
}

/** Creates the data folder if missing. Returns the password of its only user. */
async function initialise(bin: string, { path, user }: Home, options: Options): Promise<string> {
  const { dir, notes, signal } = options;
  const data = join(path, "data");
  const passwordFile = join(path, "password");
  if (existsSync(data)) return readFile(passwordFile, "utf8");

  const password = randomBytes(24).toString("base64url");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  // Gets its final name only once complete: an interrupted initdb does not count.
  const making = `${data}.new`;
  await rm(making, { recursive: true, force: true });
  const log = join(dir, "initdb.log");
  const child = await startProcess({
    command: join(bin, "initdb"),
    args: [
      `--pgdata=${making}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Lower-cases letters of all languages, and is the same on every machine.
      `--locale=${process.platform === "darwin" ? "en_US.UTF-8" : "C.UTF-8"}`,
    ],
    env: bareEnvironment({}),
    log,
    notes,
    cwd: path,
    user,
    signal,
  });
  const end = await child.ended;
  signal?.throwIfAborted();
  if (end !== "exit code 0") {
    throw new SetupError(`PostgreSQL's data could not be made: ${lastLine(log) ?? end}`);
  }
  await rename(making, data);
  return password;
}

/** A killed server's children hold its memory a moment longer. */
const launch = (server: Server): Promise<Child> =>
  until("an earlier PostgreSQL to be gone", () => tryLaunch(server), {
    timeoutMs: START_LIMIT_MS,
    signal: server.signal,
  });

/** Starts the server; undefined while an earlier one is still ending. */
async function tryLaunch(server: Server): Promise<Child | undefined> {
  const { bin, dir, home, notes, port, url, signal } = server;
  const log = join(dir, "output.log");
  const child = await startProcess({
    command: join(bin, "postgres"),
    args: [
      ["-D", join(home.path, "data")],
      ["-c", "listen_addresses=127.0.0.1"],
      ["-c", `port=${port}`],
      ["-c", "unix_socket_directories="],
    ].flat(),
    env: bareEnvironment({}),
    log,
    notes,
    // At SIGTERM it would wait for all clients to leave.
    endWith: "SIGINT",
    cwd: home.path,
    user: home.user,
  });
  try {
    await until("PostgreSQL to answer", () => child.hasEnded() || answers(url), {
      timeoutMs: START_LIMIT_MS,
      signal,
    });
  } catch (error) {
    await child.stop();
    throw error;
  }
  if (!child.hasEnded()) return child;
  if (readFileSync(log, "utf8").includes("pre-existing shared memory block")) return undefined;
  throw new SetupError(
    `PostgreSQL did not start (${await child.ended}): ${lastLine(log) ?? "it said nothing"}`,
  );
}

async function answers(url: string): Promise<boolean> {
  return query(url, "select 1").then(
    () => true,
    () => false,
  );
}

/** The last line with a reason, not a hint. */
const lastLine = (log: string): string | undefined =>
  readFileSync(log, "utf8")
    .split("\n")
    .findLast((line) => /\b(FATAL|PANIC|error):/.test(line));
