import "server-only";
import { PgBoss } from "pg-boss";

import { logger } from "#lib/server/runtime/logger.ts";
import type { Store } from "#lib/server/store/store.ts";

export const QUEUE = "jobs";
/** A process without a heartbeat for this long is dead, and another takes its jobs. */
const HEARTBEAT_SECONDS = 10;
const LOOK_EVERY_SECONDS = 5;
/** No time limit in practice: the items say when a job is done. */
const LONGEST_SECONDS = 24 * 60 * 60;
const KEPT_SECONDS = 60 * 60;
const OFTEN = 1_000_000;

/** pg-boss assigns jobs to processes, and gives a dead one's jobs to another. */
export async function openQueue({ statements, isEmbedded }: Store): Promise<PgBoss> {
  const boss = new PgBoss({
    db: statements,
    backend: isEmbedded ? "pglite" : "postgres",
    schema: "dashboard_queue",
    superviseIntervalSeconds: LOOK_EVERY_SECONDS,
    monitorIntervalSeconds: LOOK_EVERY_SECONDS,
    schedule: false,
  });
  boss.on("error", (error) => logger().warn({ error }, "the job queue met an error"));
  await boss.start();
  await boss.createQueue(QUEUE, {
    policy: "exclusive",
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
    retryLimit: OFTEN,
  });
  return boss;
}
