import { readFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { bareEnvironment, distDir, NEXT, writeTsconfig } from "./build.ts";
import { freePort } from "./port.ts";
import { startProcess, type Child } from "./process.ts";
import { local, root } from "./project.ts";
import { SetupError } from "./setup-error.ts";
import { until } from "./until.ts";

export type Dashboard = {
  url: string;
  /** The output so far, by line. */
  logs(): string[];
  process: Child;
  stop(): Promise<void>;
  /** Ends it like a power failure. */
  kill(): Promise<void>;
  /** Restarts it in place, once it has ended; optionally with other settings. */
  restart(env?: Record<string, string>): Promise<void>;
};

type Start = {
  /** Whose build runs. */
  command: string;
  /** The folder of all its data. */
  dir: string;
  notes: string;
  homeserverUrl: string;
  port?: number;
  env?: Record<string, string>;
  /** Runs it with `npm start`: a signal then reaches npm and the dashboard, as from a terminal. */
  byNpm?: boolean;
  signal?: AbortSignal | undefined;
};

const START_LIMIT_MS = 60_000;

/** Starts the dashboard's production build on loopback and waits until it answers. */
export async function launchDashboard(start: Start): Promise<Dashboard> {
  const settled = { ...start, port: start.port || (await freePort()) };
  let child = await launch(settled);
  return {
    url: `http://localhost:${settled.port}`,
    logs: () => linesOf(logIn(start.dir)),
    get process() {
      return child;
    },
    stop: () => child.stop(),
    async kill() {
      if (!child.hasEnded()) process.kill(child.pid, "SIGKILL");
      await child.ended;
    },
    async restart(env = {}) {
      child = await launch({ ...settled, env: { ...start.env, ...env } });
    },
  };
}

const logIn = (dir: string) => join(dir, "dashboard.log");
const linesOf = (log: string) => readFileSync(log, "utf8").split("\n").filter(Boolean);

async function launch(start: Start & { port: number }): Promise<Child> {
  const { command, dir, notes, homeserverUrl, port, env = {}, byNpm, signal } = start;
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const log = logIn(dir);
  const child = await startProcess({
    ...(byNpm
      ? { command: "npm", args: ["start"] }
      : { command: process.execPath, args: [join(root, "scripts", "start.mjs")] }),
    env: bareEnvironment({
      DIST_DIR: distDir(command),
      HOMESERVER_URL: homeserverUrl,
      DATA_DIR: join(dir, "data"),
      BIND: "127.0.0.1",
      PORT: String(port),
      ...env,
    }),
    log,
    notes,
    // It gives running work 20 seconds.
    graceMs: 25_000,
    port,
    signal,
  });
  try {
    await until("the dashboard to answer", () => answers(port, child), {
      timeoutMs: START_LIMIT_MS,
      signal,
    });
    if (child.hasEnded()) {
      const why = linesOf(log).at(-1) ?? "it said nothing";
      throw new SetupError(`The dashboard did not start (${await child.ended}): ${why}`);
    }
  } catch (error) {
    await child.stop();
    throw error;
  }
  return child;
}

/** Starts Next's development server, which writes to this process's output. */
export async function startDevelopment(homeserverUrl: string, signal: AbortSignal): Promise<Child> {
  const { BIND = "127.0.0.1", PORT = "3000", DATA_DIR = local("dev", "data") } = process.env;
  await writeTsconfig("dev");
  return startProcess({
    command: process.execPath,
    args: [NEXT, "dev", "-H", BIND, "-p", PORT],
    env: {
      ...process.env,
      NODE_ENV: "development",
      NEXT_TELEMETRY_DISABLED: "1",
      DIST_DIR: distDir("dev"),
      HOMESERVER_URL: homeserverUrl,
      DATA_DIR,
    },
    notes: local("dev", "processes"),
    signal,
  });
}

async function answers(port: number, child: Child): Promise<boolean> {
  if (child.hasEnded()) return true;
  const signal = AbortSignal.timeout(2000);
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`, { signal })).status < 500;
  } catch {
    return false;
  }
}
