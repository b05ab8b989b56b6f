import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

import { supervise } from "#scripts/support/process.ts";
import { root } from "#scripts/support/project.ts";
import {
  launchSynapse,
  type Synapse,
  type SynapseOptions,
} from "#scripts/support/synapse/server.ts";

export type ClockedSynapse = Synapse & {
  /** Moves Synapse's clock; resolves when it has moved. */
  setTime(time: number): Promise<void>;
};

/** Starts a Synapse with a controlled clock that begins at the given time. */
export async function startClockedSynapse(
  options: SynapseOptions,
  startTime: number,
): Promise<ClockedSynapse> {
  let setTime: ClockedSynapse["setTime"] | undefined;
  const synapse = await launchSynapse(options, async ({ command, log }, config) => {
    const errors = openSync(log, "w");
    const child = spawn(
      command,
      ["-I", "-u", join(import.meta.dirname, "clock.py"), "-c", config],
      { cwd: root, detached: true, stdio: ["pipe", "pipe", errors] },
    );
    closeSync(errors);
    const { stdin, stdout } = child;
    if (!stdin || !stdout) throw new Error("Synapse has no input or output");
    setTime = clockOf(stdin, stdout);
    // If Synapse dies before it reads this, its exit is the reported error.
    setTime(startTime).catch(() => {});
    return supervise(child, { notes: options.notes });
  });
  if (!setTime) throw new Error("Synapse was not launched");
  return { ...synapse, setTime };
}

/** Writes times to clock.py, which repeats each once the clock stands there. */
function clockOf(input: Writable, output: Readable): ClockedSynapse["setTime"] {
  const waiting: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const giveUp = () => {
    for (const { reject } of waiting.splice(0)) reject(new Error("Synapse has ended"));
  };
  input.on("error", giveUp);
  createInterface(output)
    .on("line", () => waiting.shift()?.resolve())
    .on("close", giveUp);
  return (time) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      input.write(`${Math.round(time)}\n`);
    });
}
