import { constants } from "node:fs";
import { access, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { claimWhenFree } from "#scripts/support/claim.ts";
import { endLeftovers, startProcess } from "#scripts/support/process.ts";
import type { Log } from "#scripts/support/progress.ts";
import { local, shown } from "#scripts/support/project.ts";
import { SetupError } from "#scripts/support/setup-error.ts";

import { findPython } from "./python.ts";

const PINNED_VERSION = "1.163.2";

/** The only place with the Synapse version of demo and tests: SYNAPSE_VERSION chooses another. */
export const SYNAPSE_VERSION = process.env["SYNAPSE_VERSION"] || PINNED_VERSION;
export const IS_PINNED_VERSION = SYNAPSE_VERSION === PINNED_VERSION;

const REQUIREMENTS = [
  `matrix-synapse==${SYNAPSE_VERSION}`,
  // Older versions do not run with newer releases of these.
  ...(IS_PINNED_VERSION ? [] : ["setuptools==80.9.0", "prometheus-client==0.22.1"]),
  // Synapse's own extras require source packages that need a compiler; these are wheels.
  "psycopg2-binary==2.9.13",
  "authlib==1.9.9",
];

const home = local(`synapse-${SYNAPSE_VERSION}`);
const venv = join(home, "venv");
const python = join(venv, "bin", "python");
const marker = join(home, "complete.json");
const logFile = join(home, "install.log");
const notes = join(home, "processes");

/** The Python of a virtual environment with Synapse, created if missing. */
export async function installSynapse(log: Log, signal?: AbortSignal): Promise<string> {
  if (!/^\d+\.\d+\.\d+(rc\d+)?$/.test(SYNAPSE_VERSION)) {
    throw new SetupError(
      `SYNAPSE_VERSION is "${SYNAPSE_VERSION}", which is no version such as 1.122.0.`,
    );
  }
  if (await isComplete()) return python;
  const claim = await claimWhenFree(home, () => log("another command is installing it"), signal);
  try {
    if (await isComplete()) return python;
    await endLeftovers(notes);
    const base = await findPython();
    await rm(marker, { force: true });
    await rm(venv, { recursive: true, force: true });
    await run(base, ["-I", "-m", "venv", venv], signal);
    const pip = ["-I", "-m", "pip", "install", "--no-input", "--only-binary", ":all:"];
    await run(python, [...pip, ...REQUIREMENTS], signal);
    await writeFile(marker, JSON.stringify(REQUIREMENTS));
    return python;
  } finally {
    claim.release();
  }
}

/** The marker is written last: an install that was interrupted or had other versions is incomplete. */
async function isComplete(): Promise<boolean> {
  try {
    await access(python, constants.X_OK);
    return (await readFile(marker, "utf8")) === JSON.stringify(REQUIREMENTS);
  } catch {
    return false;
  }
}

async function run(command: string, args: string[], signal?: AbortSignal): Promise<void> {
  // Settings that name another install target break a virtual environment.
  const env = { ...process.env, PIP_USER: "0", PIP_TARGET: undefined, PIP_PREFIX: undefined };
  const child = await startProcess({ command, args, env, log: logFile, notes, signal });
  const end = await child.ended;
  signal?.throwIfAborted();
  if (end === "exit code 0") return;
  const reason = lastMeaningfulLine(await readFile(logFile, "utf8")) ?? end;
  throw new SetupError(`Synapse could not be installed: ${reason} (all of it: ${shown(logFile)})`);
}

/** The line of pip's output with the reason. */
export function lastMeaningfulLine(output: string): string | undefined {
  if (output.includes("after connection broken by")) return "the package index cannot be reached";
  const lines = output.split("\n").map((line) => line.trim());
  return (
    lines.findLast((line) => line.startsWith("ERROR:")) ??
    lines.findLast((line) => line !== "" && !/^(WARNING:|\[notice\])/.test(line))
  );
}
