import "server-only";
import { setImmediate as letOthers } from "node:timers/promises";

import {
  columnsAsChosen,
  columnsByName,
  hasUserId,
  type ImportColumn,
  type ImportField,
} from "#lib/contract/import-columns.ts";
import { IMPORT_MAX_BYTES, IMPORT_MAX_ROWS } from "#lib/contract/imports.ts";
import { isUsableText } from "#lib/contract/kit/path-segments.ts";
import { AppError } from "#lib/errors.ts";
import { seal } from "#lib/server/crypto/seal.ts";
import * as importRows from "#lib/server/store/import-rows.ts";
import * as imports from "#lib/server/store/imports.ts";

import { parseRow, unreadRow, type Homeserver, type ParsedRow } from "./parse-row.ts";
import { readRows } from "./read-rows.ts";

const BATCH = 1000;
const MAX_NAME = 255;

type Upload = {
  author: string;
  realm: string;
  homeserver: Homeserver;
  fileName: string;
  /** The meaning of columns that their names do not tell. */
  chosen: readonly (ImportField | null)[] | undefined;
  body: AsyncIterable<Uint8Array>;
};

/**
 * Receives a file a few rows at a time, and returns its id. Secrets are sealed before they are stored. A
 * broken upload leaves nothing.
 */
export async function receive(upload: Upload): Promise<string> {
  const { author, realm, fileName } = upload;
  const id = await imports.insert({ author, realm, file_name: shownName(fileName) });
  try {
    const { columns, rows } = await adoptSession(id, upload);
    await imports.setReceived(id, columns, rows);
    return id;
  } catch (thrown) {
    await imports.remove(id);
    throw AppError.from(thrown);
  }
}

const shownName = (name: string): string =>
  isUsableText(name) ? name.slice(0, MAX_NAME).toWellFormed() : "";

async function adoptSession(id: string, { body, chosen, homeserver }: Upload) {
  const file = await readRows(decoded(limited(body)));
  const columns = columnsOf(file.names, chosen);
  let batch: Line[] = [];
  let rows = 0;
  const flush = async () => {
    await importRows.add(id, await Promise.all(batch.map(sealed)));
    await imports.touch(id);
    await letOthers();
    batch = [];
  };
  for await (const read of file.rows) {
    rows += 1;
    if (rows > IMPORT_MAX_ROWS) throw new AppError("too_many_rows");
    const row = "code" in read ? unreadRow(read.code) : parseRow(read.cells, columns, homeserver);
    batch.push({ line: read.line, row });
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return { columns, rows };
}

function columnsOf(names: string[], chosen: Upload["chosen"]): ImportColumn[] {
  if (!names.every(isUsableText)) throw new AppError("not_csv", { line: 1 });
  const shown = names.map((name) => name.trim().slice(0, MAX_NAME).toWellFormed());
  const columns = chosen ? columnsAsChosen(shown, chosen) : columnsByName(shown);
  if (!columns || !hasUserId(columns)) throw new AppError("no_user_column");
  return columns;
}

type Line = { line: number; row: ParsedRow };

/** A row for storage. Sealing costs a millisecond, so a batch is sealed together. */
async function sealed({ line, row: { password, ...row } }: Line): Promise<importRows.NewRow> {
  const isLeft = row.reason !== null ? "left" : undefined;
  return {
    ...row,
    line,
    secret: password === undefined ? undefined : await seal("store", password),
    plan: row.problems.length > 0 ? "problem" : isLeft,
  };
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > IMPORT_MAX_BYTES) throw new AppError("file_too_large");
    yield chunk;
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch (cause) {
      throw new AppError("not_utf8", {}, { cause });
    }
  };
  for await (const chunk of bytes) yield decode(chunk);
  yield decode();
}
