import "server-only";
import { sql } from "kysely";

import type { ImportRowRecord } from "./import-rows.ts";
import { withStore } from "./store.ts";

/** The row of a job's item. */
export const rowOf = (importId: string, userId: string): Promise<ImportRowRecord | undefined> =>
  withStore((db) =>
    db
      .selectFrom("import_rows")
      .selectAll()
      .where("import_id", "=", importId)
      .where("user_id", "=", userId)
      .where("plan", "in", ["create", "change"])
      .executeTakeFirst(),
  );

type Row = Pick<ImportRowRecord, "import_id" | "line">;

/** Records that the account is missing and about to be created, with its generated password. */
export const begin = ({ import_id, line }: Row, generated: string | undefined) =>
  withStore((db) =>
    db
      .updateTable("import_rows")
      .set({ begun_at: new Date(), ...(generated && { secret: generated, is_generated: true }) })
      .where("import_id", "=", import_id)
      .where("line", "=", line)
      .execute(),
  );

/** The account has the file's password, which is no longer needed. */
export const forgetGiven = ({ import_id, line }: Row) =>
  withStore((db) =>
    db
      .updateTable("import_rows")
      .set({ secret: null })
      .where("import_id", "=", import_id)
      .where("line", "=", line)
      .where("is_generated", "=", false)
      .where("secret", "is not", null)
      .execute(),
  );

const generated = (importId: string) =>
  sql`import_id = ${importId} and is_generated and secret is not null`;

export const countGenerated = async (importId: string): Promise<number> => {
  const { rows } = await withStore((db) =>
    sql<{ count: number }>`select count(*)::int as count from dashboard.import_rows
      where ${generated(importId)}`.execute(db),
  );
  return rows[0]?.count ?? 0;
};

/** Claims the passwords for one download. Returns whether they were free. */
export async function claim(importId: string, deadSince: Date): Promise<boolean> {
  const { rows } = await withStore((db) =>
    sql`update dashboard.imports set claimed_at = now() where id = ${importId}
      and (claimed_at is null or claimed_at < ${deadSince}) returning id`.execute(db),
  );
  return rows.length > 0;
}

export const release = (importId: string) =>
  withStore((db) =>
    db.updateTable("imports").set({ claimed_at: null }).where("id", "=", importId).execute(),
  );

export type Generated = { line: number; user_id: string; secret: string; state: string };

/** The next generated passwords, each with its account's result. */
export const next = async (
  importId: string,
  after: number,
  limit: number,
): Promise<Generated[]> => {
  const { rows } = await withStore((db) =>
    sql<Generated>`select row.line, row.user_id, row.secret, item.state
      from dashboard.import_rows row
      join dashboard.imports import on import.id = row.import_id
      join dashboard.job_items item on item.job_id = import.job_id and item.target = row.user_id
      where row.import_id = ${importId} and row.is_generated and row.secret is not null
        and row.line > ${after}
      order by row.line limit ${limit}`.execute(db),
  );
  return rows;
};

export const forgetGenerated = (importId: string) =>
  withStore((db) =>
    sql`update dashboard.import_rows set secret = null where ${generated(importId)}`.execute(db),
  );
