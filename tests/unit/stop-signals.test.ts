import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

import { root } from "#scripts/support/project.ts";
import { until } from "#scripts/support/until.ts";

/** Starts a process that tells what its signals ask for, as the leader of its own group. */
async function startListening() {
  const code = `
    import { onStopSignals } from "#lib/stop-signals.ts";
    onStopSignals((signal) => console.log("stop " + signal), () => process.exit(7));
    setInterval(() => {}, 1000);
    console.log("listening");
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    cwd: root,
    detached: true,
  });
  const said: string[] = [];
  createInterface(child.stdout).on("line", (line) => said.push(line));
  await until("the process to listen", () => said.length > 0, { timeoutMs: 10_000 });
  const signalGroup = (signal: NodeJS.Signals) => process.kill(-(child.pid ?? NaN), signal);
  return { child, said, signalGroup };
}

test("treats a repeated signal within a second as the first, and a later one as an immediate stop", async () => {
  const { child, said, signalGroup } = await startListening();
  const exited = once(child, "exit");
  const startedAt = performance.now();

  await until(
    "a repeat to end the process",
    () => {
      if (child.exitCode === null) signalGroup("SIGINT");
      return child.exitCode !== null;
    },
    { timeoutMs: 10_000 },
  );

  expect(performance.now() - startedAt).toBeGreaterThan(1000);
  expect(await exited).toEqual([7, null]);
  expect(said).toEqual(["listening", "stop SIGINT"]);
});

test.each(["SIGTERM", "SIGHUP"] as const)("stops at %s", async (signal) => {
  const { child, said, signalGroup } = await startListening();
  signalGroup(signal);
  await until("the signal", () => said.includes(`stop ${signal}`), { timeoutMs: 10_000 });
  child.kill("SIGKILL");
});
