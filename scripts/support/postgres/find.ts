import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";

import type { Log } from "#scripts/support/progress.ts";
import { SetupError } from "#scripts/support/setup-error.ts";

const run = promisify(execFile);
const APT = "/usr/bin/apt-get";
const NO_CLUSTER = "/etc/postgresql-common/createcluster.d/synapse-dashboard.conf";

/** The folder with PostgreSQL's programs, or undefined. */
export function knownPostgres(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  // Debian keeps the server's programs off the PATH, in a folder per version.
  const debian = globSync("/usr/lib/postgresql/*/bin").sort((one, other) =>
    other.localeCompare(one, "en", { numeric: true }),
  );
  return [...onPath, ...debian].find((bin) =>
    ["initdb", "postgres"].every((program) => existsSync(join(bin, program))),
  );
}

/** Installs PostgreSQL if it is missing and can be installed. */
export async function findPostgres(log: Log): Promise<void> {
  if (knownPostgres()) return;
  const failure = await byApt(log);
  if (!knownPostgres()) throw notFound(failure);
}

/** The error without a PostgreSQL, with the reason why it could not be installed. */
export const notFound = (failure = "") =>
  new SetupError(
    `PostgreSQL was not found${failure && ` and could not be installed (${failure})`}. ` +
      "Install its server (on Debian: apt-get install postgresql).",
  );

/** Installs Debian's package; returns why that failed, or nothing if it can't be tried. */
async function byApt(log: Log): Promise<string> {
  if (process.getuid?.() !== 0 || !existsSync(APT)) return "";
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    // The package would also start a server, which is unwanted.
    await mkdir(dirname(NO_CLUSTER), { recursive: true });
    await writeFile(NO_CLUSTER, "create_main_cluster = false\n");
    log("reading Debian's list of packages");
    await run(APT, ["update"], { env });
    log("installing Debian's package postgresql");
    await run(APT, ["install", "-y", "--no-install-recommends", "postgresql"], { env });
    return "";
  } catch (error) {
    const { stderr = "", message = "" } = error as { stderr?: string; message?: string };
    const lines = (stderr || message).trim().split("\n");
    return (lines.find((line) => line.startsWith("E:")) ?? lines.at(-1) ?? "").trim();
  } finally {
    await rm(NO_CLUSTER, { force: true });
  }
}
