import { once } from "node:events";
import { rm } from "node:fs/promises";

import { buildDashboard } from "./support/build.ts";
import { launchDashboard, type Dashboard } from "./support/dashboard.ts";
import type { NeededPort } from "./support/process.ts";
import { createProgress } from "./support/progress.ts";
import { local } from "./support/project.ts";
import { SetupError } from "./support/setup-error.ts";
import type { Synapse } from "./support/synapse/server.ts";

import { runCommand, together } from "./command.ts";
import { parseDemoArguments } from "./demo-arguments.ts";
import { demoPostgres, type DemoPostgres } from "./demo-postgres.ts";
import { sampleHomeserver } from "./sample-homeserver.ts";

const dashboardDir = local("demo", "dashboard");

await runCommand(async (signal) => {
  const asked = parseDemoArguments(process.argv.slice(2));
  const { reset, port, synapsePort } = asked;
  await sampleHomeserver.claim([
    neededPort(port, "--port"),
    neededPort(synapsePort, "--synapse-port"),
  ]);

  const progress = createProgress();
  if (reset) {
    await sampleHomeserver.remove();
    await demoPostgres.remove();
    await rm(dashboardDir, { recursive: true, force: true });
  }
  await sampleHomeserver.install(progress, signal);
  if (asked.postgres) await demoPostgres.find(progress);
  await together(
    signal,
    (either) => sampleHomeserver.seed(progress, either),
    (either) => progress.step("Build the dashboard", (log) => buildDashboard("demo", log, either)),
  );

  const postgres = asked.postgres ? await demoPostgres.start(progress, signal) : undefined;
  const [synapse, dashboard] = await together(
    signal,
    (either) => sampleHomeserver.start(progress, synapsePort, either),
    (either) =>
      progress.step("Start the dashboard", () =>
        launchDashboard({
          command: "demo",
          dir: dashboardDir,
          notes: sampleHomeserver.notes,
          homeserverUrl: `http://127.0.0.1:${synapsePort}`,
          port,
          ...(postgres && { env: postgres.settings }),
          signal: either,
        }),
      ),
  );
  announce(synapse, dashboard, postgres);
  return keepRunning(synapse, dashboard, postgres, signal);
});

function neededPort(port: number, option: string): NeededPort {
  return { port, advice: `Choose another one: npm run demo -- ${option} ${port + 1}` };
}

function announce(synapse: Synapse, dashboard: Dashboard, postgres?: DemoPostgres): void {
  const { localpart, password } = synapse.admin;
  console.log(`
Synapse Dashboard is ready.

  Address   ${dashboard.url}
  User      ${localpart}
  Password  ${password}${postgres ? `\n  Database  ${postgres.settings.DATABASE_URL}` : ""}

In front of a real Synapse at ${synapse.baseUrl} (${synapse.serverName}) with sample data.
Ctrl-C ends ${postgres ? "all" : "both"}. The data stays; npm run demo -- --reset starts afresh.
`);
}

/** Waits for a signal. If one process ends, stops the others. */
async function keepRunning(
  synapse: Synapse,
  dashboard: Dashboard,
  postgres: DemoPostgres | undefined,
  signal: AbortSignal,
): Promise<number> {
  const asked = once(signal, "abort").then(() => undefined);
  const ended = await Promise.race([
    asked,
    synapse.process.ended.then((how) => `Synapse (${how})`),
    dashboard.process.ended.then((how) => `The dashboard (${how})`),
    ...(postgres ? [postgres.ended.then((how) => `PostgreSQL (${how})`)] : []),
  ]);
  await Promise.all([dashboard.stop(), synapse.stop()]);
  // Last, so that the dashboard can finish its writes.
  await postgres?.stop();
  if (ended && !signal.aborted)
    throw new SetupError(`${ended} has ended unexpectedly; its log is in .local/demo.`);
  return 0;
}
