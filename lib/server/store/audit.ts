import "server-only";
import {
  sql,
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Selectable,
  type SqlBool,
} from "kysely";

import type { AuditRecord, SPANS } from "#lib/contract/audit.ts";
import type { api } from "#lib/contract/index.ts";
import type { ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { DAY_MS, HOUR_MS } from "#lib/durations.ts";

import { pages } from "#lib/server/runtime/pages.ts";

import { withStore, type Db } from "./store.ts";
import type { AuditTable } from "./tables.ts";

export const insert = (row: Insertable<AuditTable>) =>
  withStore((db) => db.insertInto("audit").values(row).execute());

/** Confirms a job's doubtful writes to this target, after a second read of the homeserver. */
export const confirm = (jobId: string, target: string) =>
  withStore((db) =>
    sql`insert into dashboard.audit (entry, phase, outcome)
      select intent.entry, 'confirmation', 'done' from dashboard.audit intent
      where intent.phase = 'intent' and intent.target = ${target} and intent.job_id = ${jobId}
        and not exists (select from dashboard.audit known where known.entry = intent.entry
          and known.phase = 'outcome' and known.outcome <> 'unknown')
      on conflict (entry, phase) do nothing`.execute(db),
  );

/** How long an intent without an outcome counts as running; then it is unknown. */
const RUNNING_MS = 120_000;

/** For the admins of one realm; see `realm.ts`. */
type Question = ParsedInputOf<typeof api.audit.list> & { realm: string };

const SPAN_MS: Record<(typeof SPANS)[number], number> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** Matching records, newest first: the newest of all, or those next to `before` or `after`. */
export async function list({ limit, ...question }: Question): Promise<AuditRecord[]> {
  const isUpwards = question.after !== undefined;
  const rows = await withStore((db) =>
    found(db)
      .where((row) => row.and(conditions(row, question)))
      .orderBy("intent.id", isUpwards ? "asc" : "desc")
      .limit(limit)
      .execute(),
  );
  const records = rows.map(toRecord);
  return isUpwards ? records.toReversed() : records;
}

/** All matches, newest first, read in batches. */
export async function* all(
  { within, ...question }: Omit<Question, "before" | "after" | "limit">,
  batch: number,
): AsyncGenerator<AuditRecord> {
  // A span up to now would move on from batch to batch.
  const from_ts = within ? Date.now() - SPAN_MS[within] : question.from_ts;
  const records = pages({
    first: LAST_ID,
    read: async (before) => {
      const rows = await list({ ...question, from_ts, before, limit: batch });
      return { rows, next: rows.length < batch ? undefined : rows.at(-1)?.id };
    },
    mostRows: Number.POSITIVE_INFINITY,
  });
  for await (const rows of records) yield* rows;
}

/** The highest record number: bigint. */
const LAST_ID = "9223372036854775807";

export async function get(realm: string, id: string): Promise<AuditRecord | null> {
  const row = await withStore((db) =>
    found(db).where(isOf(realm, "intent")).where("intent.id", "=", id).executeTakeFirst(),
  );
  return row ? toRecord(row) : null;
}

const MOST_PEOPLE = 200;

/** Every actor, found name by name in the index instead of in all records. */
export async function people(realm: string): Promise<string[]> {
  const { rows } = await withStore((db) =>
    sql<{ who: string }>`with recursive people (who, number) as (
        (select min(who), 1 from dashboard.audit where phase = 'intent' and ${isOf(realm)})
        union all
        select (select min(who) from dashboard.audit
          where phase = 'intent' and who > people.who and ${isOf(realm)}),
          number + 1
        from people where people.who is not null and number < ${MOST_PEOPLE}
      )
      select who from people where who is not null`.execute(db),
  );
  return rows.map(({ who }) => who);
}

/** The outcome of an intent; without one it is pending or lost, unless confirmed. */
const outcome = () => sql<AuditRecord["outcome"]>`coalesce(
  confirmation.outcome, result.outcome, case
  when intent.at > ${new Date(Date.now() - RUNNING_MS)} then 'running' else 'unknown' end)`;

const found = (db: Db) =>
  db
    .selectFrom("audit as intent")
    .leftJoin("audit as result", (join) =>
      join.onRef("result.entry", "=", "intent.entry").on("result.phase", "=", "outcome"),
    )
    .leftJoin("audit as confirmation", (join) =>
      join
        .onRef("confirmation.entry", "=", "intent.entry")
        .on("confirmation.phase", "=", "confirmation"),
    )
    .where("intent.phase", "=", "intent")
    .select([
      sql<string>`intent.id::text`.as("id"),
      "intent.at as at_ts",
      "intent.who",
      "intent.address as ip",
      sql<string>`coalesce(intent.action, '')`.as("action"),
      "intent.target",
      sql<Record<string, unknown>>`coalesce(intent.input, '{}'::jsonb)`.as("input"),
      "intent.job_id",
      outcome().as("outcome"),
      sql<AuditRecord["error"]>`result.error`.as("error"),
      "result.duration_ms",
      "confirmation.at as confirmed_ts",
    ]);

type Found = Omit<AuditRecord, "at_ts" | "confirmed_ts"> & {
  at_ts: Date;
  confirmed_ts: Date | null;
};
const toRecord = ({ at_ts, confirmed_ts, ...row }: Found): AuditRecord => ({
  ...row,
  at_ts: at_ts.getTime(),
  confirmed_ts: confirmed_ts && confirmed_ts.getTime(),
});

/** This homeserver's records, or the dashboard's own. Older than realms: those of the only homeserver. */
const isOf = (realm: string, table = "audit") => {
  const [its, who] = [sql.ref(`${table}.realm`), sql.ref(`${table}.who`)];
  return sql<SqlBool>`(${its} = ${realm} or (${its} is null
    and (${who} is null or right(${who}, ${realm.length + 1}::int) = ${`:${realm}`})))`;
};

type Row = ExpressionBuilder<{ intent: Selectable<AuditTable> }, "intent">;

function conditions(row: Row, question: Omit<Question, "limit">): Expression<SqlBool>[] {
  const { before, after, q, who, action, target, within, from_ts, until_ts } = question;
  const wanted: Expression<SqlBool>[] = [isOf(question.realm, "intent")];
  if (before !== undefined) wanted.push(row("intent.id", "<", before));
  if (after !== undefined) wanted.push(row("intent.id", ">", after));
  if (who !== undefined) wanted.push(row("intent.who", "=", who));
  if (action !== undefined) wanted.push(row("intent.action", "=", action));
  if (target !== undefined) wanted.push(row("intent.target", "=", target));
  if (within) wanted.push(row("intent.at", ">=", new Date(Date.now() - SPAN_MS[within])));
  if (from_ts !== undefined) wanted.push(row("intent.at", ">=", new Date(from_ts)));
  if (until_ts !== undefined) wanted.push(row("intent.at", "<", new Date(until_ts)));
  if (question.outcome) wanted.push(sql<SqlBool>`${outcome()} = ${question.outcome}`);
  if (q !== undefined) {
    const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
    wanted.push(
      row.or([
        row("intent.who", "ilike", like),
        row("intent.target", "ilike", like),
        row("intent.action", "ilike", like),
      ]),
    );
  }
  return wanted;
}

/** Deletes whole past days, and records it. Returns how many rows. */
export async function cut(before: Date): Promise<number> {
  const day = before.toISOString().slice(0, 10);
  const { rows } = await withStore((db) =>
    sql<{ gone: string }>`select dashboard.audit_cut(${day}::date)::text as gone`.execute(db),
  );
  return Number(rows[0]?.gone ?? 0);
}
