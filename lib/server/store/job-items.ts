import "server-only";
import { sql, type Selectable } from "kysely";

import type { JobItem } from "#lib/contract/jobs.ts";

import { storableJson } from "./storable-json.ts";
import { withStore, type Db } from "./store.ts";
import type { JobItemsTable } from "./tables.ts";

export type ItemRow = Selectable<JobItemsTable>;
type ItemState = JobItem["state"];

/** Rows per statement: well below the limit of parameters. */
const BATCH = 1000;
/** The period for the rate. */
const RATE_MS = 120_000;

/** Adds the matches of a filter. They count once `setCollected` has confirmed them all. */
export const add = (jobId: string, from: number, targets: readonly string[], admin: string) =>
  withStore((db) => addIn(db, jobId, from, targets, admin));

export async function addIn(
  db: Db,
  job_id: string,
  from: number,
  targets: readonly string[],
  admin: string,
): Promise<void> {
  for (let at = 0; at < targets.length; at += BATCH) {
    const rows = targets.slice(at, at + BATCH).map((target, index) => ({
      job_id,
      seq: from + at + index,
      target,
      ...(target === admin && skipOwnAccount()),
    }));
    await db.insertInto("job_items").values(rows).execute();
  }
}

/** Bulk actions skip the admin's own account. */
export const skipOwnAccount = () =>
  ({
    state: "skipped",
    result: storableJson({ reason: "own_account" }),
    ended_at: new Date(),
  }) as const;

export const remove = (jobId: string) =>
  withStore((db) => db.deleteFrom("job_items").where("job_id", "=", jobId).execute());

export type Progress = {
  counts: Record<ItemState, number>;
  recent: number;
  firstRecent: Date | null;
};

/** The progress of jobs: items by state, and how many ended recently. */
export async function progressOf(ids: readonly string[]): Promise<Map<string, Progress>> {
  const since = new Date(Date.now() - RATE_MS);
  const rows =
    ids.length === 0
      ? []
      : await withStore((db) =>
          db
            .selectFrom("job_items")
            .where("job_id", "in", [...ids])
            .groupBy(["job_id", "state"])
            .select((row) => [
              "job_id",
              "state",
              sql<number>`count(*)::int`.as("count"),
              sql<number>`count(*) filter (where attempts > 0 and ended_at > ${since})::int`.as(
                "recent",
              ),
              row.fn
                .min("ended_at")
                .filterWhere("ended_at", ">", since)
                .filterWhere("attempts", ">", 0)
                .as("first"),
            ])
            .execute(),
        );
  const progress = new Map<string, Progress>();
  for (const id of ids) {
    const mine = rows.filter(({ job_id }) => job_id === id);
    const countOf = (state: ItemState) => mine.find((row) => row.state === state)?.count ?? 0;
    const firsts = mine.flatMap(({ first }) => (first ? [first.getTime()] : []));
    progress.set(id, {
      counts: {
        pending: countOf("pending"),
        running: countOf("running"),
        done: countOf("done"),
        failed: countOf("failed"),
        skipped: countOf("skipped"),
        unknown: countOf("unknown"),
      },
      recent: mine.reduce((sum, { recent }) => sum + recent, 0),
      firstRecent: firsts.length > 0 ? new Date(Math.min(...firsts)) : null,
    });
  }
  return progress;
}

type Page = { state?: ItemState | undefined; from: number; limit: number };

export async function list(jobId: string, { state, from, limit }: Page) {
  return withStore(async (db) => {
    const matching = db
      .selectFrom("job_items")
      .where("job_id", "=", jobId)
      .$if(state !== undefined, (query) => query.where("state", "=", state as ItemState));
    const rows = await matching.selectAll().orderBy("seq").offset(from).limit(limit).execute();
    const { total } = await matching
      .select(sql<number>`count(*)::int`.as("total"))
      .executeTakeFirstOrThrow();
    return { rows, total };
  });
}

/** A dead runner's started items: whether they happened must be checked. */
export const markInDoubt = (jobId: string) =>
  withStore((db) =>
    db
      .updateTable("job_items")
      .set({ state: "unknown" })
      .where("job_id", "=", jobId)
      .where("state", "=", "running")
      .execute(),
  );

export type Taken = {
  seq: number;
  target: string;
  attempts: number;
  result: Record<string, unknown>;
  isRetryOfUnknown: boolean;
};

/** The result of a running item. */
export type Settled = {
  seq: number;
  state: ItemState;
  result?: Record<string, unknown>;
  error?: object;
};
type Next = { isRunning: boolean; taken: Taken[] };

/**
 * Settles running items and, while the job runs, takes the next ones, those in doubt first. One statement,
 * since one per item would be noticeable next to the homeserver calls.
 *
 * PostgreSQL does not wait for the disk here. The audit trail's next record does, and includes earlier writes,
 * so an item is safely taken before anything is sent. Anything lost later, when the database dies, is in
 * doubt and checked.
 */
export async function settleAndTake(
  jobId: string,
  settled: readonly Settled[],
  limit: number,
): Promise<Next> {
  const { rows } = await withStore((db) =>
    sql<{ state: string; item: Taken | null }>`with settled as (
        update dashboard.job_items item set
          state = now.state,
          result = coalesce(now.result, item.result),
          error = now.error,
          ended_at = case when now.state in ('pending', 'unknown') then null else ${new Date()}::timestamptz end
        from jsonb_to_recordset(${storableJson(settled)}::jsonb)
          as now (seq integer, state text, result jsonb, error jsonb)
        where item.job_id = ${jobId} and item.seq = now.seq and item.state = 'running'
      ), job as (
        select state from dashboard.jobs where id = ${jobId}
      ), next as (
        select seq, state from dashboard.job_items
        where job_id = ${jobId} and state in ('unknown', 'pending')
          and (select state from job) = 'running'
        order by state desc, seq limit ${limit} for update
      ), taken as (
        update dashboard.job_items item set state = 'running', attempts = item.attempts + 1
        from next where item.job_id = ${jobId} and item.seq = next.seq
        returning jsonb_build_object('seq', item.seq, 'target', item.target,
          'attempts', item.attempts, 'result', item.result,
          'isRetryOfUnknown', next.state = 'unknown') as item
      )
      select job.state, taken.item, set_config('synchronous_commit', 'off', true)
      from job left join taken on true`.execute(db),
  );
  return {
    isRunning: rows[0]?.state === "running",
    taken: rows.flatMap(({ item }) => item ?? []),
  };
}

/** Stores the progress of a running item. */
export const checkpoint = async (jobId: string, seq: number, result: Record<string, unknown>) => {
  await withStore((db) =>
    db
      .updateTable("job_items")
      .set({ result: storableJson(result) })
      .where("job_id", "=", jobId)
      .where("seq", "=", seq)
      .execute(),
  );
};

/** Moves items from one state to another. Returns how many. */
export async function move(
  jobId: string,
  from: ItemState,
  to: Omit<Settled, "seq" | "error">,
): Promise<number> {
  const moved = await withStore((db) =>
    db
      .updateTable("job_items")
      .set({
        state: to.state,
        error: null,
        attempts: 0,
        ...(to.result && { result: storableJson(to.result) }),
        ended_at: to.state === "pending" ? null : new Date(),
      })
      .where("job_id", "=", jobId)
      .where("state", "=", from)
      .returning("seq")
      .execute(),
  );
  return moved.length;
}
