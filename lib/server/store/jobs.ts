import "server-only";
import { sql, type Selectable } from "kysely";

import type { Job, JobTask } from "#lib/contract/jobs.ts";

import { addIn, skipOwnAccount } from "./job-items.ts";
import { storableJson } from "./storable-json.ts";
import { withStore, type Db } from "./store.ts";
import type { JobsTable } from "./tables.ts";

export type JobRow = Selectable<JobsTable>;

export type NewJob = {
  task: JobTask;
  filter: Record<string, unknown> | null;
  admin: string;
  sessionId: string;
  homeserver: string;
  realm: string;
};

/** Stores a job with its first items, all or nothing. */
export const insert = (job: NewJob, targets: readonly string[]): Promise<string> =>
  withStore((db) =>
    db.transaction().execute(async (transaction) => {
      const id = await insertIn(transaction, job);
      await addIn(transaction, id, 0, targets, job.admin);
      return id;
    }),
  );

/** Stores a job whose items are added later. */
export async function insertIn(db: Db, job: NewJob): Promise<string> {
  const { id } = await db
    .insertInto("jobs")
    .values({
      task: storableJson(job.task),
      filter: job.filter && storableJson(job.filter),
      admins: storableJson([job.admin]),
      session_id: job.sessionId,
      homeserver: job.homeserver,
      realm: job.realm,
      is_collected: job.filter === null,
      pace: storableJson({ at_once: 1, why: "steady" } satisfies Job["pace"]),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Returns whether the job still runs: a paused or cancelled one has no items yet. */
export async function setCollected(id: string): Promise<boolean> {
  const changed = await withStore((db) =>
    db
      .updateTable("jobs")
      .set({ is_collected: true })
      .where("id", "=", id)
      .where("state", "=", "running")
      .returning("id")
      .execute(),
  );
  return changed.length > 0;
}

/** Fails a job as a whole. */
export const fail = (id: string, error: object) =>
  withStore((db) =>
    db
      .updateTable("jobs")
      .set({ state: "failed", error: storableJson(error), ended_at: new Date() })
      .where("id", "=", id)
      .where("state", "=", "running")
      .execute(),
  );

export const get = (id: string): Promise<JobRow | undefined> =>
  withStore((db) => db.selectFrom("jobs").selectAll().where("id", "=", id).executeTakeFirst());

/** Active jobs first, then the newest. */
export const list = (realm: string, limit: number): Promise<JobRow[]> =>
  withStore((db) =>
    db
      .selectFrom("jobs")
      .selectAll()
      .where("realm", "=", realm)
      .orderBy((row) => row("ended_at", "is", null), "desc")
      .orderBy("created_at", "desc")
      .limit(limit)
      .execute(),
  );

export const idsOfRunning = async (): Promise<string[]> => {
  const rows = await withStore((db) =>
    db.selectFrom("jobs").select("id").where("state", "=", "running").execute(),
  );
  return rows.map(({ id }) => id);
};

/** Running jobs that need a session's token. */
export const idsOfSession = async (sessionId: string): Promise<string[]> => {
  const rows = await withStore((db) =>
    db
      .selectFrom("jobs")
      .select("id")
      .where("session_id", "=", sessionId)
      .where("state", "=", "running")
      .execute(),
  );
  return rows.map(({ id }) => id);
};

/** Changes a job's state from one of these to another. Returns whether it was in one of them. */
export async function setState(
  id: string,
  from: readonly Job["state"][],
  state: Job["state"],
): Promise<boolean> {
  const ended_at = state === "done" || state === "cancelled" ? new Date() : null;
  const changed = await withStore((db) =>
    db
      .updateTable("jobs")
      .set({ state, ended_at })
      .where("id", "=", id)
      .where("state", "in", [...from])
      .returning("id")
      .execute(),
  );
  return changed.length > 0;
}

export const setPace = (id: string, pace: Job["pace"]) =>
  withStore((db) =>
    db
      .updateTable("jobs")
      .set({ pace: storableJson(pace) })
      .where("id", "=", id)
      .execute(),
  );

type Holder = { admin: string; sessionId: string; homeserver: string };

/** Switches it to this session's token, and skips this admin's own account. */
export const giveTo = (id: string, { admin, sessionId, homeserver }: Holder) =>
  withStore((db) =>
    db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("jobs")
        .set({
          session_id: sessionId,
          homeserver,
          admins: sql`case when admins ->> -1 = ${admin} then admins
            else admins || ${storableJson([admin])}::jsonb end`,
        })
        .where("id", "=", id)
        .execute();
      await transaction
        .updateTable("job_items")
        .set(skipOwnAccount())
        .where("job_id", "=", id)
        .where("target", "=", admin)
        .where("state", "=", "pending")
        .execute();
    }),
  );
