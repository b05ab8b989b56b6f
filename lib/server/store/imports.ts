import "server-only";
import { sql, type Selectable } from "kysely";

import type { ImportColumn } from "#lib/contract/import-columns.ts";
import type { ImportCounts, ImportMode } from "#lib/contract/imports.ts";

import { insertIn, type NewJob } from "./jobs.ts";
import { storableJson } from "./storable-json.ts";
import { withStore, type Db } from "./store.ts";
import type { ImportsTable } from "./tables.ts";

export type ImportRecord = Selectable<ImportsTable>;
type State = ImportRecord["state"];
type Failure = { code: string; details: object };

/** Starts storing a file, which stays hidden until it is complete. */
export async function insert(
  file: Pick<ImportRecord, "author" | "realm" | "file_name">,
): Promise<string> {
  const { id } = await withStore((db) =>
    db
      .insertInto("imports")
      .values({ ...file, columns: "[]" })
      .returning("id")
      .executeTakeFirstOrThrow(),
  );
  return id;
}

export const get = (id: string): Promise<ImportRecord | undefined> =>
  withStore((db) => db.selectFrom("imports").selectAll().where("id", "=", id).executeTakeFirst());

export const remove = (id: string) =>
  withStore((db) => db.deleteFrom("imports").where("id", "=", id).execute());

/** The work on it continues. */
export const touch = (id: string) =>
  withStore((db) =>
    db.updateTable("imports").set({ touched_at: new Date() }).where("id", "=", id).execute(),
  );

/** Marks a file as complete. */
export const setReceived = (id: string, columns: readonly ImportColumn[], rows: number) =>
  withStore((db) =>
    db
      .updateTable("imports")
      .set({ columns: storableJson(columns), rows, state: "failed", touched_at: new Date() })
      .where("id", "=", id)
      .execute(),
  );

/** Claims a file for one check. Returns whether it was free. */
export async function beginCheck(id: string, deadSince: Date): Promise<boolean> {
  const taken = await withStore((db) =>
    db
      .updateTable("imports")
      .set({ state: "checking", error: null, counts: null, touched_at: new Date() })
      .where("id", "=", id)
      .where((row) =>
        row.or([
          row("state", "in", ["checked", "failed"]),
          row.and([row("state", "=", "checking"), row("touched_at", "<", deadSince)]),
        ]),
      )
      .returning("id")
      .execute(),
  );
  return taken.length > 0;
}

export const endCheck = (id: string, result: ImportCounts | { error: Failure }) =>
  withStore((db) =>
    db
      .updateTable("imports")
      .set(
        "error" in result
          ? { state: "failed" as State, error: storableJson(result.error) }
          : { state: "checked" as State, counts: storableJson(result) },
      )
      .where("id", "=", id)
      .where("state", "=", "checking")
      .execute(),
  );

export type Chosen = { mode: ImportMode; overwrite_credentials: boolean };

/** The rows to create or change. */
const meant = ({ mode, overwrite_credentials }: Chosen) => {
  const creates = mode !== "update";
  const changes = mode !== "create";
  return sql<boolean>`(${creates} and plan = 'create') or (${changes} and plan = 'change'
    and (${overwrite_credentials} or changes <> '["password"]'::jsonb))`;
};

/**
 * Starts a file's job, with an item for each row to create or change, all or nothing. Undefined: it is not
 * ready, or the number of rows is not `count`.
 */
export const start = (
  id: string,
  job: NewJob,
  chosen: Chosen,
  count: number,
): Promise<string | undefined> =>
  withStore((db) =>
    db
      .transaction()
      .execute(async (transaction) => {
        const jobId = await insertIn(transaction, job);
        const taken = await transaction
          .updateTable("imports")
          .set({ state: "started", job_id: jobId })
          .where("id", "=", id)
          .where("state", "=", "checked")
          .returning("id")
          .execute();
        const added = taken.length > 0 ? await addItems(transaction, id, jobId, chosen) : 0;
        if (added !== count) throw new OtherCount();
        return jobId;
      })
      .catch((error: unknown) => {
        if (error instanceof OtherCount) return undefined;
        throw error;
      }),
  );

/** Rolls the transaction back. */
class OtherCount extends Error {}

async function addItems(db: Db, id: string, jobId: string, chosen: Chosen): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    insert into dashboard.job_items (job_id, seq, target)
    select ${jobId}, (row_number() over (order by line) - 1)::int, user_id
    from dashboard.import_rows where import_id = ${id} and (${meant(chosen)})`.execute(db);
  return Number(numAffectedRows);
}

type Before = { abandoned: Date; received: Date };

/** Deletes abandoned files, broken uploads, and files whose job ended that long ago. */
export async function removeOld({ abandoned, received }: Before): Promise<number> {
  const { rows } = await withStore((db) =>
    sql<{ id: string }>`delete from dashboard.imports import where
      (state = 'receiving' and touched_at < ${received})
      or (job_id is null and touched_at < ${abandoned})
      or exists (select from dashboard.jobs job
        where job.id = import.job_id and job.ended_at < ${abandoned})
      returning id`.execute(db),
  );
  return rows.length;
}
