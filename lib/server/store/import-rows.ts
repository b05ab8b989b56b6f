import "server-only";
import { sql, type Selectable } from "kysely";

import type {
  ImportCounts,
  ImportPlan,
  ImportProblem,
  LeftReason,
  RowProblem,
  RowWarning,
} from "#lib/contract/imports.ts";
import type { ImportedAccount } from "#lib/contract/import-columns.ts";

import { storableJson } from "./storable-json.ts";
import { withStore } from "./store.ts";
import type { ImportRowsTable } from "./tables.ts";

export type ImportRowRecord = Selectable<ImportRowsTable>;

export type NewRow = {
  line: number;
  user_id: string | null;
  account: ImportedAccount;
  secret: string | undefined;
  problems: RowProblem[];
  warnings: RowWarning[];
  plan: ImportPlan | undefined;
  reason: LeftReason | null;
};

/** One text for many rows: one parameter per value costs many times more. */
export const add = (importId: string, rows: readonly NewRow[]) =>
  withStore((db) =>
    sql`insert into dashboard.import_rows
        (import_id, line, user_id, account, secret, problems, warnings, plan, reason)
      select ${importId}, line, user_id, account, secret, problems, warnings, plan, reason
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as row
        (line int, user_id text, account jsonb, secret text, problems jsonb, warnings jsonb,
        plan text, reason text)`.execute(db),
  );

/** Resets every row to its state before the check. */
export const forgetPlans = (importId: string) =>
  withStore(async (db) => {
    await sql`update dashboard.import_rows set plan = null, reason = null, changes = '[]'
      where import_id = ${importId}
        and (plan in ('create', 'change', 'same') or reason in ('deactivated_here', 'own_account'))`.execute(
      db,
    );
    await sql`update dashboard.import_rows row set ${without("refused_user_type")}, changes = '[]'
      where import_id = ${importId} and problems @> ${having("refused_user_type")}`.execute(db);
  });

const having = (code: ImportProblem) => sql`${storableJson([{ code }])}::jsonb`;
const NAMELESS = having("no_user_id");

/** The new state of a row without this problem. */
const without = (code: ImportProblem) => {
  const rest = sql`coalesce((select jsonb_agg(problem) from jsonb_array_elements(row.problems) problem
    where problem ->> 'code' <> ${code}), '[]')`;
  const plan = sql`case when ${rest} <> '[]' then 'problem' when row.reason is not null then 'left' end`;
  return sql`problems = ${rest}, plan = ${plan}`;
};

/** The next rows without a name. */
export const nameless = (importId: string, limit: number): Promise<{ line: number }[]> =>
  withStore((db) =>
    db
      .selectFrom("import_rows")
      .select("line")
      .where("import_id", "=", importId)
      .where(sql<boolean>`problems @> ${NAMELESS}`)
      .limit(limit)
      .execute(),
  );

export const setNames = (importId: string, rows: readonly { line: number; user_id: string }[]) =>
  withStore((db) =>
    sql`update dashboard.import_rows row set user_id = named.user_id, ${without("no_user_id")}
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as named (line int, user_id text)
      where row.import_id = ${importId} and row.line = named.line`.execute(db),
  );

/** Rows that set a type. */
const givingTypes = (importId: string) =>
  sql`import_id = ${importId} and account ->> 'user_type' is not null
    and (plan = 'create' or plan = 'change' and changes ? 'user_type')`;

export const typesGiven = async (importId: string, limit: number): Promise<string[]> => {
  const { rows } = await withStore((db) =>
    sql<{ user_type: string }>`select distinct account ->> 'user_type' as user_type
      from dashboard.import_rows where ${givingTypes(importId)} limit ${limit}`.execute(db),
  );
  return rows.map(({ user_type }) => user_type);
};

/** Marks every row that sets a type that the homeserver rejects. */
export const refuseType = (importId: string, column: string, type: string) =>
  withStore((db) =>
    sql`update dashboard.import_rows set plan = 'problem',
        problems = problems || ${problem("refused_user_type", column, type)}::jsonb
      where ${givingTypes(importId)} and account ->> 'user_type' = ${type}`.execute(db),
  );

const problem = (code: ImportProblem, column: string, value?: string) =>
  storableJson([{ column, code, ...(value !== undefined && { value }) } satisfies RowProblem]);

/** Accounts with several rows in the file: which one is meant is unknown. */
export const markDuplicates = (importId: string, column: string) =>
  withStore((db) =>
    sql`update dashboard.import_rows row
      set plan = 'problem', problems = row.problems || ${problem("duplicate", column)}::jsonb
      from (select user_id from dashboard.import_rows where import_id = ${importId}
        and user_id is not null group by user_id having count(*) > 1) as twice
      where row.import_id = ${importId} and row.user_id = twice.user_id
        and not row.problems @> '[{"code": "duplicate"}]'`.execute(db),
  );

/** Addresses and sign-ins of more than one account of the file. */
export const markDuplicateAddresses = (importId: string, column: string) =>
  withStore((db) =>
    sql`with address as (
        select line, jsonb_array_elements(coalesce(account -> 'threepids', '[]')
          || coalesce(account -> 'external_ids', '[]')) as said
        from dashboard.import_rows where import_id = ${importId}
          and (account ? 'threepids' or account ? 'external_ids')
      ), twice as (select said from address group by said having count(*) > 1)
      update dashboard.import_rows row set plan = 'problem',
        problems = row.problems || ${problem("duplicate_address", column)}::jsonb
      where import_id = ${importId}
        and line in (select line from address where said in (select said from twice))
        and not problems @> '[{"code": "duplicate_address"}]'`.execute(db),
  );

/** These accounts' rows without problems. */
export const about = (importId: string, userIds: readonly string[]): Promise<ImportRowRecord[]> =>
  userIds.length === 0
    ? Promise.resolve([])
    : withStore((db) =>
        db
          .selectFrom("import_rows")
          .selectAll()
          .where("import_id", "=", importId)
          .where("user_id", "in", [...userIds])
          .where("plan", "is", null)
          .execute(),
      );

/** The next accounts whose rows have no plan yet. */
export const unplanned = async (importId: string, limit: number): Promise<string[]> => {
  const rows = await withStore((db) =>
    db
      .selectFrom("import_rows")
      .select("user_id")
      .where("import_id", "=", importId)
      .where("plan", "is", null)
      .orderBy("line")
      .limit(limit)
      .execute(),
  );
  return rows.flatMap(({ user_id }) => user_id ?? []);
};

export const countUnplanned = async (importId: string): Promise<number> => {
  const { count } = await withStore((db) =>
    db
      .selectFrom("import_rows")
      .select(sql<number>`count(*)::int`.as("count"))
      .where("import_id", "=", importId)
      .where("plan", "is", null)
      .executeTakeFirstOrThrow(),
  );
  return count;
};

export type Planned = {
  line: number;
  plan: ImportPlan;
  reason?: LeftReason;
  changes?: string[];
  problems?: RowProblem[];
};

export const plan = (importId: string, rows: readonly Planned[]) =>
  withStore((db) =>
    sql`update dashboard.import_rows row set plan = planned.plan, reason = planned.reason,
        changes = coalesce(planned.changes, '[]'),
        problems = row.problems || coalesce(planned.problems, '[]')
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as planned
        (line int, plan text, reason text, changes jsonb, problems jsonb)
      where row.import_id = ${importId} and row.line = planned.line`.execute(db),
  );

export async function counts(importId: string): Promise<ImportCounts> {
  const { rows } = await withStore((db) =>
    sql<ImportCounts>`select
        count(*) filter (where plan = 'create')::int as create,
        count(*) filter (where plan = 'change')::int as change,
        count(*) filter (where plan = 'change' and changes = '["password"]')::int as password_only,
        count(*) filter (where plan = 'same')::int as same,
        count(*) filter (where plan = 'left')::int as left,
        count(*) filter (where plan = 'problem')::int as problem,
        count(*) filter (where plan = 'create' and secret is null)::int as without_password,
        count(*) filter (where (plan = 'create' or plan = 'change' and changes ? 'admin')
          and account -> 'admin' = 'true')::int as new_admins,
        count(*) filter (where plan = 'change' and changes ? 'admin'
          and account -> 'admin' = 'false')::int as lost_admins,
        count(*) filter (where problems @> ${NAMELESS})::int as nameless,
        count(*) filter (where plan in ('create', 'change') and warnings <> '[]')::int
          as weak_passwords
      from dashboard.import_rows where import_id = ${importId}`.execute(db),
  );
  const [row] = rows;
  if (!row) throw new Error("an aggregate has a row");
  return row;
}

type Page = { plan?: ImportPlan | undefined; from: number; limit: number };

export const list = (importId: string, { plan, from, limit }: Page) =>
  withStore(async (db) => {
    const matching = db
      .selectFrom("import_rows")
      .where("import_id", "=", importId)
      .$if(plan !== undefined, (query) => query.where("plan", "=", plan as ImportPlan));
    const rows = await matching
      .select(["line", "user_id", "account", "plan", "changes", "reason", "problems", "warnings"])
      .orderBy("line")
      .offset(from)
      .limit(limit)
      .execute();
    const { total } = await matching
      .select(sql<number>`count(*)::int`.as("total"))
      .executeTakeFirstOrThrow();
    return { rows, total };
  });
