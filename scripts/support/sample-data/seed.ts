import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";

import type { Log } from "#scripts/support/progress.ts";
import { MatrixClient } from "#scripts/support/synapse/client.ts";

import { logIn, planAccounts } from "./accounts.ts";
import { planAdministration } from "./administration.ts";
import { planChat } from "./chat.ts";
import { startClockedSynapse, type ClockedSynapse } from "./clocked-synapse.ts";
import { planInvitations } from "./invitations.ts";
import { planRooms } from "./memberships.ts";
import { AGE } from "./durations.ts";
import { makePeople } from "./people.ts";
import { createRandom } from "./random.ts";
import { planReports } from "./reports.ts";
import type { Scene } from "./scene.ts";
import { Timeline } from "./timeline.ts";

type Options = {
  /** The folder of the Synapse for the data. It exists once they are complete. */
  dir: string;
  notes: string;
  log: Log;
  signal?: AbortSignal | undefined;
};

const CONCURRENCY = 4;
const WHILE_SEEDING = {
  presence: { enabled: false },
  send_federation: false,
  background_updates: { sleep_enabled: false },
};

export const hasSampleData = (dir: string) => existsSync(dir);

/**
 * Fills a Synapse with users, devices, rooms, messages, media and reports, all by its own API. No API accepts
 * a time in the past, so Synapse's clock is moved: it all happens in two years that end now.
 */
export async function seedSampleData({ dir, notes, log, signal }: Options): Promise<void> {
  const unfinished = `${dir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const now = Date.now();
  log("starting Synapse");
  const synapse = await startClockedSynapse(
    { dir: unfinished, notes, signal, config: WHILE_SEEDING },
    now - AGE,
  );
  try {
    const timeline = await tellStory(synapse, now);
    let lastShare = -1;
    await timeline.run({
      setTime: synapse.setTime,
      concurrency: CONCURRENCY,
      signal,
      onProgress(done, total, time) {
        const share = Math.floor((done / total) * 10) * 10;
        if (share === lastShare) return;
        lastShare = share;
        log(`${share} %, the year is ${new Date(time).toISOString().slice(0, 7)}`);
      },
    });
  } finally {
    // A clean stop makes Synapse write last seen times.
    await synapse.stop();
  }
  await rename(unfinished, dir);
}

/** Plans everything on the sample server. */
async function tellStory(synapse: ClockedSynapse, now: number): Promise<Timeline> {
  const timeline = new Timeline();
  const people = makePeople(now);
  const anyone = new MatrixClient(synapse.baseUrl, { userAgent: "curl/8.14.1", ip: "192.0.2.1" });
  const [device] = people[0].devices;
  if (!device) throw new Error("the founder has no device");
  const { password } = synapse.admin;
  const scene: Scene = {
    now,
    timeline,
    people,
    password,
    random: createRandom(2),
    serverName: synapse.serverName,
    anyone,
    admin: await logIn({ anyone, password }, people[0], device),
    bridge: anyone.as({ token: synapse.appserviceToken }),
  };
  const cast = planAccounts(scene);
  const rooms = planRooms(scene, cast);
  const messages = planChat(scene, cast, rooms);
  planReports(scene, cast, rooms, messages);
  planInvitations(scene);
  planAdministration(scene, cast, rooms, messages);
  return timeline;
}
