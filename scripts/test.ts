import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import { buildDashboard } from "./support/build.ts";
import { findChromium } from "#tests/support/chromium.ts";
import { findPostgres } from "./support/postgres/find.ts";
import { startProcess } from "./support/process.ts";
import { createProgress } from "./support/progress.ts";
import { local, root } from "./support/project.ts";
import { SetupError } from "./support/setup-error.ts";
import { installSynapse, SYNAPSE_VERSION } from "./support/synapse/install.ts";
import { beginTestRun, runNotes, sayWithoutPostgres } from "#tests/support/test-run.ts";

import { readArguments } from "./arguments.ts";
import { runCommand } from "./command.ts";
import {
  add,
  fromPlaywright,
  fromVitest,
  inWords,
  NOTHING,
  withCrash,
  type Counts,
} from "./test-results.ts";

await runCommand(async (signal) => {
  const { integration, e2e, rest } = parse(process.argv.slice(2));
  const isAll = !integration && !e2e;
  const progress = createProgress();
  await progress.step(`Install Synapse ${SYNAPSE_VERSION}`, (log) => installSynapse(log, signal));
  if (!integration) await progress.step("Find Chromium", findChromium);
  const withoutPostgres = sayWithoutPostgres(progress.line);
  if (!process.env["TEST_DATABASE_URL"]) {
    await progress.step("Find PostgreSQL", findPostgres).catch(withoutPostgres);
  }
  await progress.step("Build the dashboard", (log) => buildDashboard("test", log, signal));
  const end = await progress.step("Start what the tests share", () =>
    beginTestRun(signal, withoutPostgres),
  );
  try {
    const vitest = e2e
      ? NOTHING
      : await runVitest(isAll ? ["--retry=1"] : ["--project", "integration"], rest, signal);
    const playwright = integration
      ? NOTHING
      : await runPlaywright(isAll ? ["--retries=1"] : rest, signal);
    const counts = add(vitest, playwright);
    for (const name of counts.atSecondTry) console.log(`Passed only at the second try: ${name}`);
    console.log(`\n${inWords(counts)}`);
    return counts.failed > 0 ? 1 : 0;
  } finally {
    await end();
  }
});

function parse(args: string[]) {
  const parsed = readArguments({
    args,
    usage: "npm test, npm run test:integration -- [FILE…] or npm run test:e2e -- [FILE…]",
    options: {
      integration: { type: "boolean", default: false },
      e2e: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const { integration, e2e } = parsed.values;
  if (integration && e2e) throw new SetupError("Choose --integration or --e2e; neither runs both.");
  if (parsed.positionals.length > 0 && !integration && !e2e) {
    throw new SetupError("Arguments for a test runner need --integration or --e2e before them.");
  }
  return { integration, e2e, rest: parsed.positionals };
}

function runVitest(options: string[], rest: string[], signal: AbortSignal): Promise<Counts> {
  const report = local("test", "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const args = ["run", ...options, ...reporters, ...rest];
  return runTests("vitest/vitest.mjs", args, report, fromVitest, signal);
}

function runPlaywright(rest: string[], signal: AbortSignal): Promise<Counts> {
  const report = local("test", "playwright.json");
  return runTests("@playwright/test/cli.js", ["test", ...rest], report, fromPlaywright, signal);
}

async function runTests<Report>(
  runner: string,
  args: string[],
  report: string,
  count: (report: Report) => Counts,
  signal: AbortSignal,
): Promise<Counts> {
  await rm(report, { force: true });
  const child = await startProcess({
    command: process.execPath,
    args: [join(root, "node_modules", runner), ...args],
    env: process.env,
    notes: runNotes(),
    signal,
  });
  const end = await child.ended;
  signal.throwIfAborted();
  const counts = existsSync(report)
    ? count(JSON.parse(await readFile(report, "utf8")) as Report)
    : NOTHING;
  return withCrash(counts, end !== "exit code 0");
}
