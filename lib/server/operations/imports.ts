import "server-only";

import type { Import } from "#lib/contract/imports.ts";
import { AppError } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import { beginCheck, isDead } from "#lib/server/domain/imports/check.ts";
import { IMPORT_KEPT_MS } from "#lib/server/domain/imports/remove-old.ts";
import { enqueue } from "#lib/server/jobs/queue.ts";
import * as importRows from "#lib/server/store/import-rows.ts";
import * as importSecrets from "#lib/server/store/import-secrets.ts";
import * as imports from "#lib/server/store/imports.ts";
import * as jobs from "#lib/server/store/jobs.ts";

import type { Handlers, Input, Output } from "./handlers.ts";

export async function getImport(
  context: Context,
  { import_id }: Input<"imports", "get">,
): Promise<Import> {
  const record = await own(context, import_id);
  const job = record.job_id === null ? undefined : await jobs.get(record.job_id);
  const endedAt = job?.ended_at ?? null;
  const keptFrom = record.job_id === null ? record.touched_at : endedAt;
  return {
    id: record.id,
    file_name: record.file_name,
    state: isDead(record) ? "failed" : record.state,
    columns: record.columns,
    rows: record.rows,
    counts: record.counts,
    error: record.error,
    job_id: record.job_id,
    passwords: job ? await importSecrets.countGenerated(import_id) : 0,
    has_ended: endedAt !== null,
    deleted_ts: keptFrom && keptFrom.getTime() + IMPORT_KEPT_MS,
  };
}

export async function listImportRows(
  context: Context,
  input: Input<"imports", "rows">,
): Promise<Output<"imports", "rows">> {
  await own(context, input.import_id);
  const { rows, total } = await importRows.list(input.import_id, input);
  return {
    rows: rows.map(({ account, ...row }) => ({ ...row, displayname: account.displayname ?? null })),
    total,
  };
}

export async function checkImport(
  context: Context,
  { import_id, generate_names }: Input<"imports", "check">,
) {
  await own(context, import_id);
  await beginCheck(context, import_id, generate_names);
  return {};
}

export async function discardImport(context: Context, { import_id }: Input<"imports", "discard">) {
  const { job_id } = await own(context, import_id);
  if (job_id !== null) throw new AppError("import_changed");
  await imports.remove(import_id);
  return {};
}

export async function startImport(
  context: Context,
  { import_id, count, ...chosen }: Input<"imports", "start">,
): Promise<Output<"imports", "start">> {
  await own(context, import_id);
  const { session, homeserver } = context;
  const job = {
    task: { kind: "import" as const, import_id, ...chosen },
    filter: null,
    admin: session.userId,
    sessionId: session.id,
    homeserver: homeserver.baseUrl,
    realm: session.realm,
  };
  const job_id = await imports.start(import_id, job, chosen, count);
  if (job_id === undefined) throw new AppError("import_changed");
  await enqueue(job_id);
  return { job_id };
}

type Own = imports.ImportRecord & { state: Import["state"] };

/** The admin's own file; others' are not found. */
async function own({ session }: Context, id: string): Promise<Own> {
  const record = await imports.get(id);
  const isOwn = record?.author === session.userId && record.realm === session.realm;
  if (!isOwn || record.state === "receiving") throw new AppError("not_found");
  return { ...record, state: record.state };
}

export const importsHandlers = {
  get: getImport,
  rows: listImportRows,
  check: checkImport,
  discard: discardImport,
  start: startImport,
} satisfies Handlers<"imports">;
