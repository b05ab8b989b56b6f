import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { claimWhenFree } from "./claim.ts";
import { endLeftovers, startProcess } from "./process.ts";
import type { Log } from "./progress.ts";
import { local, root, shown } from "./project.ts";
import { SetupError } from "./setup-error.ts";

export const NEXT = join(root, "node_modules", "next", "dist", "bin", "next");
const SOURCES = [
  "{app,components,lib,messages,public}/**",
  "{middleware,instrumentation,instrumentation-client}.ts",
  "{next,postcss}.config.*",
  "{package,package-lock}.json",
];

/** A command's build folder; read in next.config.js. */
export const distDir = (command: string) => join(".local", command, "next");

/** Builds the dashboard for production, unless these sources are built. */
export async function buildDashboard(
  command: string,
  log: Log,
  signal?: AbortSignal,
): Promise<void> {
  const dir = local(command, "build");
  const notes = join(dir, "processes");
  const claim = await claimWhenFree(dir, () => log("another command is building it"), signal);
  try {
    const marker = join(dir, "built-from");
    const sources = fingerprint();
    if (existsSync(marker) && (await readFile(marker, "utf8")) === sources) return;
    await endLeftovers(notes);
    await rm(marker, { force: true });
    await run(command, join(dir, "output.log"), notes, signal);
    await writeFile(marker, sources);
  } finally {
    claim.release();
  }
}

async function run(command: string, log: string, notes: string, signal?: AbortSignal) {
  await writeTsconfig(command);
  const child = await startProcess({
    command: process.execPath,
    args: [NEXT, "build"],
    env: bareEnvironment({ DIST_DIR: distDir(command) }),
    log,
    notes,
    signal,
  });
  const end = await child.ended;
  signal?.throwIfAborted();
  if (end === "exit code 0") return;
  const lines = (await readFile(log, "utf8")).split("\n");
  const why = lines.findLast((line) => line.startsWith("Error: ")) ?? end;
  throw new SetupError(`The dashboard could not be built: ${why} (all of it: ${shown(log)})`);
}

/** A command's own TypeScript settings: Next writes its build folder into them. */
export async function writeTsconfig(command: string): Promise<void> {
  await mkdir(local(command), { recursive: true });
  const settings = { extends: "../../tsconfig.json", include: [] };
  await writeFile(`${local(command, "next")}.tsconfig.json`, JSON.stringify(settings));
}

/**
 * An environment without the developer's settings, in which Next reads no .env file either: the command must
 * not use a real homeserver or database.
 */
export function bareEnvironment(settings: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, TMPDIR, TZ } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    TMPDIR,
    TZ,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    __NEXT_PROCESSED_ENV: "true",
    ...settings,
  };
}

function fingerprint(): string {
  const hash = createHash("sha256").update(process.version);
  const files = globSync(SOURCES, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) {
    hash.update(`\0${shown(file)}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}
