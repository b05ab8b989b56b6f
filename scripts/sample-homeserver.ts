import { rm } from "node:fs/promises";

import { claim } from "./support/claim.ts";
import { endLeftovers, type NeededPort } from "./support/process.ts";
import type { Progress } from "./support/progress.ts";
import { local } from "./support/project.ts";
import { hasSampleData, seedSampleData } from "./support/sample-data/seed.ts";
import { SetupError } from "./support/setup-error.ts";
import { installSynapse, SYNAPSE_VERSION } from "./support/synapse/install.ts";
import { startSynapse, type Synapse } from "./support/synapse/server.ts";

const home = local("demo");
const dir = local("demo", "synapse");
const notes = local("demo", "processes");

export const sampleHomeserver = {
  notes,

  /**
   * Claims the sample homeserver for this command. Stops what a killed one left running, unless another
   * process has a port that this command needs.
   */
  async claim(needed: NeededPort[]): Promise<void> {
    if (!claim(home)) {
      throw new SetupError(
        "Another npm run demo or npm run dev is using the demo's data: end it first.",
      );
    }
    await endLeftovers(notes, needed);
  },

  async remove(): Promise<void> {
    await rm(dir, { recursive: true, force: true });
  },

  async install(progress: Progress, signal: AbortSignal): Promise<void> {
    await progress.step(`Install Synapse ${SYNAPSE_VERSION}`, (log) => installSynapse(log, signal));
  },

  /** Creates the sample data if missing. */
  async seed(progress: Progress, signal: AbortSignal): Promise<void> {
    if (hasSampleData(dir)) return;
    await progress.step("Make sample data", (log) => seedSampleData({ dir, notes, log, signal }));
  },

  start(progress: Progress, port: number, signal: AbortSignal): Promise<Synapse> {
    return progress.step("Start Synapse", () => startSynapse({ dir, notes, port, signal }));
  },
};
