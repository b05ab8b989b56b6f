import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

import { SetupError } from "#scripts/support/setup-error.ts";

const run = promisify(execFile);
const OLDEST = [3, 10] as const;
const NEWEST_NAMED = 14;

type Python = { command: string; version: string; isNewEnough: boolean; hasVenv: boolean };

/** A Python that supports Synapse and virtual environments. */
export async function findPython(): Promise<string> {
  const chosen = process.env["PYTHON"];
  const candidates = chosen ? [chosen] : ["python3", ...namedVersions()];
  const found: Python[] = [];
  for (const command of candidates) {
    const python = await ask(command);
    if (python?.isNewEnough && python.hasVenv) return python.command;
    if (python) found.push(python);
  }
  throw new SetupError(whyNone(found, chosen));
}

const namedVersions = () =>
  Array.from({ length: NEWEST_NAMED - OLDEST[1] + 1 }, (_, age) => `python3.${NEWEST_NAMED - age}`);

/** The error when no Python fits. */
export function whyNone(found: Python[], chosen: string | undefined): string {
  const oldest = OLDEST.join(".");
  const withoutVenv = found.find((python) => python.isNewEnough);
  if (withoutVenv) {
    const minor = withoutVenv.version.split(".").slice(0, 2).join(".");
    const remedy = existsSync("/etc/debian_version")
      ? `Install it: apt-get install python${minor}-venv`
      : "Install Python's venv and ensurepip modules.";
    return `Python ${withoutVenv.version} (${withoutVenv.command}) lacks the module venv. ${remedy}`;
  }
  const newest = found[0];
  if (newest) {
    return `Synapse needs Python ${oldest} or newer; ${newest.command} is ${newest.version}. Install a newer one, or name it in PYTHON.`;
  }
  return chosen
    ? `PYTHON is "${chosen}", which does not run. Name a Python ${oldest} or newer there.`
    : `No Python found. Install Python ${oldest} or newer with its venv module, or name it in PYTHON.`;
}

async function ask(command: string): Promise<Python | undefined> {
  const question = `
import importlib.util, sys
print(sys.version_info >= (${OLDEST.join(", ")}))
print(all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")))
print(sys.version.split()[0])
`;
  try {
    const { stdout } = await run(command, ["-I", "-c", question]);
    const [isNewEnough, hasVenv, version = ""] = stdout.trim().split("\n");
    return { command, version, isNewEnough: isNewEnough === "True", hasVenv: hasVenv === "True" };
  } catch {
    return undefined;
  }
}
