import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";

import type { Log } from "#scripts/support/progress.ts";
import { SetupError } from "#scripts/support/setup-error.ts";

const run = promisify(execFile);
const DEBIAN = "/usr/bin/chromium";
const isRoot = () => process.getuid?.() === 0;

/** What Chromium needs to run here, and to speak to no address but the ones that it is sent to. */
export const launchArguments = () => [
  ...(isRoot() ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Where Chromium is, or undefined. */
export function knownChromium(): string | undefined {
  const chosen = process.env["CHROMIUM_PATH"];
  return [chosen, DEBIAN, chromium.executablePath()].find((path) => path && existsSync(path));
}

/** The path of a Chromium, installed if there is none. */
export async function findChromium(log: Log): Promise<string> {
  const chosen = process.env["CHROMIUM_PATH"];
  if (chosen && !existsSync(chosen)) {
    throw new SetupError(`CHROMIUM_PATH is "${chosen}", where there is no file.`);
  }
  const known = knownChromium();
  if (known) return known;
  const failures: string[] = [];
  for (const install of isRoot() && existsSync("/usr/bin/apt-get")
    ? [byApt, byPlaywright]
    : [byPlaywright]) {
    try {
      await install(log);
      const found = knownChromium();
      if (found) return found;
    } catch (error) {
      failures.push(reasonOf(error));
    }
  }
  throw new SetupError(
    `Chromium could not be installed (${failures.join("; ")}). Install it, or name it in CHROMIUM_PATH.`,
  );
}

async function byApt(log: Log) {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  log("reading Debian's list of packages");
  await run("apt-get", ["update"], { env });
  log("installing Debian's package chromium");
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
}

async function byPlaywright(log: Log) {
  log("downloading Playwright's Chromium");
  const cli = join(dirname(createRequire(import.meta.url).resolve("@playwright/test")), "cli.js");
  await run(process.execPath, [cli, "install", "chromium"]);
}

/** The line that says why; installers write a lot around it. */
function reasonOf(error: unknown): string {
  const { stderr = "", message = "" } = error as { stderr?: string; message?: string };
  const lines = (stderr || message).trim().split("\n");
  return (lines.find((line) => /^E:|error|failed/i.test(line)) ?? lines.at(-1) ?? "").trim();
}
