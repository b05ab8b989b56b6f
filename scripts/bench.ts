import { randomBytes } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

import { measureDoor } from "#tests/bench/door.ts";
import { isWithin, report, type Figure } from "#tests/bench/figures.ts";
import { addManyUsers } from "#tests/bench/many-users.ts";
import { measureIdle, measureUsed } from "#tests/bench/memory.ts";
import { measureJobs } from "#tests/bench/jobs.ts";
import { measurePages } from "#tests/bench/pages.ts";
import { findChromium, launchArguments } from "#tests/support/chromium.ts";
import { launchDashboard } from "./support/dashboard.ts";
import { createProgress } from "./support/progress.ts";
import { MatrixClient } from "./support/synapse/client.ts";
import { installSynapse, SYNAPSE_VERSION } from "./support/synapse/install.ts";
import { startSynapse } from "./support/synapse/server.ts";
import { beginTestRun, createTestDatabase, runFolder, runNotes } from "#tests/support/test-run.ts";
import { buildDashboard } from "./support/build.ts";
import { Visitor } from "#tests/support/visitor.ts";

import { refuseArguments } from "./arguments.ts";
import { runCommand } from "./command.ts";

const USERS = 20_000;

await runCommand(async (signal) => {
  refuseArguments("npm run bench");
  const progress = createProgress();
  await progress.step(`Install Synapse ${SYNAPSE_VERSION}`, (log) => installSynapse(log, signal));
  const executablePath = await progress.step("Find Chromium", findChromium);
  await progress.step("Build the dashboard", (log) => buildDashboard("test", log, signal));
  const end = await beginTestRun(signal);
  try {
    const dir = join(runFolder(), "bench");
    const options = { dir, notes: runNotes(), serverName: "bench.localhost", signal };
    const synapse = await progress.step(`Make ${USERS.toLocaleString("en")} users`, async () => {
      const first = await startSynapse(options);
      await first.stop();
      addManyUsers(join(dir, "homeserver.db"), "bench.localhost", USERS);
      return startSynapse(options);
    });
    const launch = (name: string, env: Record<string, string>) =>
      launchDashboard({
        command: "test",
        dir: join(runFolder(), name),
        notes: runNotes(),
        homeserverUrl: synapse.baseUrl,
        env: { LOG_LEVEL: "info", ...env },
        signal,
      });
    const { localpart, password } = synapse.admin;
    const idle: Figure[] = [];
    await progress.step("Measure the embedded store", async () => {
      // The first start creates the store, which distorts its time.
      await (await launch("bench-embedded", {})).stop();
      const embedded = await launch("bench-embedded", {});
      const visitor = new Visitor(embedded.url);
      await visitor.signIn(localpart, password);
      await visitor.ask("/users");
      idle.push(measureIdle("embedded", embedded.process, synapse.process));
      await embedded.stop();
    });
    const dashboard = await launch("bench-dashboard", {
      DATABASE_URL: await createTestDatabase(),
      SESSION_SECRET: randomBytes(32).toString("hex"),
    });
    const { access_token } = await new MatrixClient(synapse.baseUrl).login(localpart, password);
    const visitor = new Visitor(dashboard.url);
    await visitor.signIn(localpart, password);
    const homeserver = { baseUrl: synapse.baseUrl, accessToken: access_token };

    const figures: Figure[] = await progress.step("Measure", async (log) => {
      log("memory");
      await visitor.ask("/users");
      idle.push(measureIdle("PostgreSQL", dashboard.process, synapse.process));
      log("the door");
      const door = await measureDoor(homeserver, dashboard, visitor, USERS);
      log("the pages");
      const browser = await chromium.launch({ executablePath, args: launchArguments() });
      const pages = await measurePages(browser, dashboard.url, visitor);
      await browser.close();
      const used = measureUsed(dashboard.process, synapse.process);
      log("jobs");
      const embedded = new Visitor((await launch("bench-embedded", {})).url);
      await embedded.signIn(localpart, password);
      const dashboards = { postgres: visitor, embedded };
      const jobs = await measureJobs(homeserver, dashboards, "bench.localhost");
      return [...door, ...pages, ...idle, used, ...jobs];
    });
    console.log(`\n${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}\n`);
    console.log(await report(figures));
    return figures.every((figure) => isWithin(figure) !== false) ? 0 : 1;
  } finally {
    await end();
  }
});
