import "server-only";

import { AppError } from "#lib/errors.ts";
import type { CsvColumn } from "#lib/server/http/csv-response.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import { unsealOnce } from "#lib/server/crypto/seal.ts";
import * as importSecrets from "#lib/server/store/import-secrets.ts";
import * as imports from "#lib/server/store/imports.ts";
import * as jobs from "#lib/server/store/jobs.ts";

const PAGE = 500;
/** A silent download has died with its process after this. */
const DEAD_AFTER_MS = 900_000;

type Who = { userId: string; realm: string };
type Row = { user_id: string; password: string; state: string };

export const PASSWORD_COLUMNS: readonly CsvColumn<Row>[] = [
  { name: "user_id", holds: "matrix_id", value: ({ user_id }) => user_id },
  { name: "password", holds: "text", value: ({ password }) => password },
  { name: "state", holds: "text", value: ({ state }) => state },
];

/**
 * An import's generated passwords, for its author, once: deleted after the last is read. A broken download
 * can be repeated.
 */
export async function* passwordsOf(importId: string, who: Who): AsyncGenerator<Row> {
  const record = await imports.get(importId);
  if (record?.author !== who.userId || record.realm !== who.realm) throw new AppError("not_found");
  const job = record.job_id === null ? undefined : await jobs.get(record.job_id);
  // More may come until it ends.
  if (!job?.ended_at) throw new AppError("import_changed");
  const isFree = await importSecrets.claim(importId, new Date(Date.now() - DEAD_AFTER_MS));
  if (!isFree) throw new AppError("import_changed");
  try {
    if ((await importSecrets.countGenerated(importId)) === 0) throw new AppError("import_gone");
    yield* allOf(importId);
    await importSecrets.forgetGenerated(importId);
  } finally {
    await importSecrets.release(importId);
  }
}

async function* allOf(importId: string): AsyncGenerator<Row> {
  const list = pages({
    first: 0,
    read: async (after) => {
      const rows = await importSecrets.next(importId, after, PAGE);
      return { rows, next: rows.length < PAGE ? undefined : rows.at(-1)?.line };
    },
  });
  for await (const rows of list) {
    for (const { user_id, secret, state } of rows) {
      const password = await unsealOnce("store", secret);
      if (typeof password !== "string") throw new AppError("import_gone");
      yield { user_id, password, state };
    }
  }
}
