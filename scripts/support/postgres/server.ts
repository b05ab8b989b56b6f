import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chown, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { bareEnvironment } from "#scripts/support/build.ts";
import { freePort } from "#scripts/support/port.ts";
import { startProcess, type Child } from "#scripts/support/process.ts";
import { SetupError } from "#scripts/support/setup-error.ts";
import { until } from "#tests/support/until.ts";

import { createDatabase, query } from "./database.ts";
import { knownPostgres, notFound } from "./find.ts";
import { prepareHome, type Home } from "./home.ts";

export type Postgres = {
  /** With it, databases can be made. */
  url: string;
  readonly process: Child;
  /** Answers the address of a fresh, empty database. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
  /** Ends it without a chance to write anything down. */
  kill(): Promise<void>;
  /** Starts it again, at the same address, after it has ended. */
  restart(): Promise<void>;
};

type Options = {
  /** Folder of everything this PostgreSQL keeps; may hold what an earlier one has left. */
  dir: string;
  /** Folder in which its process is noted. */
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

/** Makes the folder of data, unless it is there. Answers the password of its only user. */
async function initialise(bin: string, { path, user }: Home, options: Options): Promise<string> {
  const { dir, notes, signal } = options;
  const data = join(path, "data");
  const passwordFile = join(path, "password");
  if (existsSync(data)) return readFile(passwordFile, "utf8");

  const password = randomBytes(24).toString("base64url");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) await chown(passwordFile, user.uid, user.gid);
  // Under its final name only once it is whole: an initdb that was interrupted counts for nothing.
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
      // Letters of all languages have a lower case in it, and it is the same on every machine.
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

/** What a killed server has started holds its memory a moment longer than its own life. */
const launch = (server: Server): Promise<Child> =>
  until("an earlier PostgreSQL to be gone", () => tryLaunch(server), {
    timeoutMs: START_LIMIT_MS,
    signal: server.signal,
  });

/** Starts the server; undefined where an earlier one is not quite gone. */
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
    // At SIGTERM it would wait until all who are connected have gone.
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

/** The last line that says why, and not what to try. */
const lastLine = (log: string): string | undefined =>
  readFileSync(log, "utf8")
    .split("\n")
    .findLast((line) => /\b(FATAL|PANIC|error):/.test(line));
