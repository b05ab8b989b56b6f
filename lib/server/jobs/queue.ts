import "server-only";
import type { PgBoss } from "pg-boss";

import { once } from "#lib/server/runtime/once.ts";
import * as jobs from "#lib/server/store/jobs.ts";
import { store } from "#lib/server/store/store.ts";

import { openQueue, QUEUE } from "./open-queue.ts";
import { runJob } from "./runner.ts";

/** A process's concurrent jobs. */
const AT_ONCE = 3;
const POLL_SECONDS = 1;

type Ticket = { id: string };

const queue = () => once("job-queue", open);

async function open(): Promise<PgBoss> {
  const opened = await store();
  const boss = await openQueue(opened);
  // An embedded store has no other process, so a claimed job belongs to a dead one.
  if (opened.isEmbedded) await boss.deleteAllJobs(QUEUE);
  return boss;
}

/** Starts working on jobs, including those of earlier processes. */
export async function startWorking(): Promise<void> {
  const boss = await queue();
  const options = { localConcurrency: AT_ONCE, pollingIntervalSeconds: POLL_SECONDS };
  await boss.work<Ticket>(QUEUE, options, async ([ticket]) => {
    if (ticket) await runJob(ticket.data.id, AbortSignal.any([ticket.signal, ending().signal]));
  });
}

const ending = () => once("jobs-ending", () => new AbortController());

/** Takes no more jobs, and finishes running work as far as it must. */
export async function stopWorking(): Promise<void> {
  ending().abort();
  await (await queue()).stop({ graceful: true, close: false, timeout: 15_000 });
}

/** Queues a job, unless it is queued or running. */
export async function enqueue(id: string): Promise<void> {
  await (await queue()).send(QUEUE, { id } satisfies Ticket, { singletonKey: id });
}

/** Queues every running job that is missing: a process may have died in between. */
export async function enqueueRunning(): Promise<void> {
  for (const id of await jobs.idsOfRunning()) await enqueue(id);
}
