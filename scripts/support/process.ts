import { execFileSync, spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { isPortFree } from "./port.ts";
import { root } from "./project.ts";
import { SetupError } from "./setup-error.ts";
import { until } from "./until.ts";

export type Child = {
  pid: number;
  /** Resolves once it has ended, with how in words. */
  ended: Promise<string>;
  hasEnded(): boolean;
  /** Stops it and its children; after the grace period, kills them. */
  stop(): Promise<void>;
};

type Supervision = {
  /** The folder for its process ID and start time while it runs. */
  notes: string;
  graceMs?: number | undefined;
  /** The signal to stop it, if not SIGTERM. */
  endWith?: NodeJS.Signals | undefined;
  /** Its port, if a later command may need it. */
  port?: number | undefined;
};

type Start = Supervision & {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  /** Its output file, overwritten; by default this process's output. */
  log?: string;
  /** Stops the process. */
  signal?: AbortSignal | undefined;
  /** Its working folder; by default the project's. */
  cwd?: string;
  /** The user it runs as, which only root may choose. */
  user?: User | undefined;
};

export type User = { uid: number; gid: number };

type Note = {
  pid: number;
  startedAt: string;
  endWith?: NodeJS.Signals | undefined;
  port?: number | undefined;
  /** The note's own folder: in a copy of the folder, the note belongs to another process. */
  folder: string;
};

/** A port that a command needs, and what to do if it is in use. */
export type NeededPort = { port: number; advice: string };

const running = new Map<number, NodeJS.Signals>();
process.on("exit", () => running.forEach((signal, pid) => signalGroup(pid, signal)));

/**
 * Starts a process in its own group, so that a Ctrl-C in the terminal reaches only the command, which then
 * stops it in its own way.
 */
export async function startProcess(start: Start): Promise<Child> {
  const { command, args, env, log, signal, user } = start;
  signal?.throwIfAborted();
  const output = log === undefined ? "inherit" : openSync(log, "w");
  const child = spawn(command, args, {
    cwd: start.cwd ?? root,
    env,
    detached: true,
    stdio: ["ignore", output, output],
    ...user,
  });
  if (output !== "inherit") closeSync(output);
  const supervised = await supervise(child, start);
  const stop = () => void supervised.stop();
  if (signal?.aborted) stop();
  signal?.addEventListener("abort", stop, { once: true });
  void supervised.ended.then(() => signal?.removeEventListener("abort", stop));
  return supervised;
}

/** Records a process just spawned as the leader of its own group. */
export async function supervise(
  child: ReturnType<typeof spawn>,
  { notes, graceMs = 20_000, endWith = "SIGTERM", port }: Supervision,
): Promise<Child> {
  await new Promise<void>((resolve, reject) => {
    child.once("spawn", resolve).once("error", reject);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("a spawned process has no id");

  running.set(pid, endWith);
  mkdirSync(notes, { recursive: true });
  const note = join(notes, `${pid}.json`);
  const startedAt = startTimeOf(pid);
  if (startedAt) {
    const content: Note = { pid, startedAt, endWith, port, folder: resolve(notes) };
    await writeFile(`${note}.new`, JSON.stringify(content));
    await rename(`${note}.new`, note);
  }

  const ended = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      running.delete(pid);
      void rm(note, { force: true }).then(() =>
        resolve(signal ? `ended by ${signal}` : `exit code ${code}`),
      );
    });
  });
  const hasEnded = () => !running.has(pid);
  // A second signal would stop it at once.
  let stopping: Promise<void> | undefined;
  const stop = async () => {
    if (!hasEnded()) await endGroup(pid, endWith, hasEnded, graceMs);
    await ended;
  };
  return { pid, ended, hasEnded, stop: () => (stopping ??= stop()) };
}

/**
 * Stops what an earlier, killed command left running, and nothing else. Stops nothing if another process has
 * one of the needed ports.
 */
export async function endLeftovers(notes: string, needed: NeededPort[] = []): Promise<void> {
  const files = existsSync(notes) ? await readdir(notes) : [];
  const paths = files.filter((file) => file.endsWith(".json")).map((file) => join(notes, file));
  const noted = await Promise.all(
    paths.map(async (path) => JSON.parse(await readFile(path, "utf8")) as Note),
  );
  const left = noted.filter(
    ({ pid, startedAt, folder }) => folder === resolve(notes) && startTimeOf(pid) === startedAt,
  );
  for (const { port, advice } of needed) {
    if (left.some((leftover) => leftover.port === port) || (await isPortFree(port))) continue;
    throw new SetupError(`Port ${port} is taken. ${advice}`);
  }
  for (const { pid, startedAt, endWith = "SIGTERM" } of left) {
    await endGroup(pid, endWith, () => startTimeOf(pid) !== startedAt, 10_000);
  }
  await Promise.all(paths.map((path) => rm(path, { force: true })));
}

/**
 * When a process started, for comparison only; null if it has ended. Distinguishes a process from a later one
 * with the same ID.
 */
export function startTimeOf(pid: number): string | null {
  if (existsSync("/proc/self/stat")) {
    try {
      return startTimeIn(readFileSync(`/proc/${pid}/stat`, "utf8"));
    } catch {
      return null;
    }
  }
  try {
    const options = { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } } as const;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], options).trim() || null;
  } catch {
    return null;
  }
}

/** The start time in a line of /proc/<pid>/stat; null for a process that has ended (proc_pid_stat(5)). */
export function startTimeIn(stat: string): string | null {
  // The name in parentheses may contain spaces and parentheses.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state] = fields;
  return state === "Z" || state === "X" ? null : (fields[19] ?? null);
}

async function endGroup(
  pid: number,
  endWith: NodeJS.Signals,
  isGone: () => boolean,
  graceMs: number,
): Promise<void> {
  signalGroup(pid, endWith);
  try {
    await until(`process ${pid} to end`, isGone, { timeoutMs: graceMs });
  } catch {
    signalGroup(pid, "SIGKILL");
    await until(`process ${pid} to be killed`, isGone, { timeoutMs: 10_000 });
  }
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
