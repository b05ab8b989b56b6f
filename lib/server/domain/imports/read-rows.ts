import "server-only";

import type { ImportProblem } from "#lib/contract/imports.ts";
import { AppError } from "#lib/errors.ts";
import { countLines, endOfLine, isBlankRow, readHeader, readRow } from "#lib/read-csv.ts";

/** The longest row and header, in characters. */
const MAX_ROW = 64 * 1024;
/** How far to look for the end of a quoted cell. */
const MAX_AHEAD = 1024 * 1024;

/** A row with its first line, or why it is unreadable. */
export type FileRow =
  | { line: number; cells: string[] }
  | { line: number; code: Extract<ImportProblem, "row_too_long" | "stray_quote"> };

/**
 * The column names of a CSV file, and its rows as they come. An unreadable row is skipped alone: reading
 * continues in the line after the one where the bad cell begins.
 */
export async function readRows(texts: AsyncGenerator<string>) {
  let text = "";
  let isEnd = false;
  for (;;) {
    const header = readHeader(text, isEnd);
    if (header !== "open") {
      if (!header) throw text.trim() ? unreadable(1) : new AppError("no_user_column");
      const reader = new RowsReader(header.delimiter, header.line);
      return { names: header.names, rows: allRows(reader, text.slice(header.end), isEnd, texts) };
    }
    if (text.length > MAX_ROW) throw unreadable(1);
    const next = await texts.next();
    isEnd = next.done === true;
    text += next.value ?? "";
  }
}

async function* allRows(
  reader: RowsReader,
  begun: string,
  isAll: boolean,
  texts: AsyncIterable<string>,
): AsyncGenerator<FileRow> {
  yield* reader.read(begun, isAll);
  if (isAll) return;
  for await (const text of texts) yield* reader.read(text, false);
  yield* reader.read("", true);
}

const unreadable = (line: number) => new AppError("not_csv", { line });

class RowsReader {
  readonly #delimiter: string;
  #line: number;
  #text = "";
  /** Inside a line that is too long to keep. */
  #isSkipping = false;

  constructor(delimiter: string, line: number) {
    this.#delimiter = delimiter;
    this.#line = line;
  }

  *read(more: string, isEnd: boolean): Generator<FileRow> {
    this.#text += more;
    let at = 0;
    while (at < this.#text.length) {
      const end = yield* this.#readOne(at, isEnd);
      if (end === undefined) break;
      at = end;
    }
    this.#text = this.#text.slice(at);
  }

  /** Yields the row that begins here, and returns where the next one does; undefined: needs more text. */
  *#readOne(from: number, isEnd: boolean): Generator<FileRow, number | undefined> {
    if (this.#isSkipping) return this.#skipLine(from, from, isEnd);
    const line = this.#line;
    const found = readRow(this.#text, from, this.#delimiter, isEnd);
    if (found.is === "row") {
      this.#line += countLines(this.#text.slice(from, found.end));
      if (found.end - from > MAX_ROW) yield { line, code: "row_too_long" };
      else if (!isBlankRow(found.cells)) yield { line, cells: found.cells };
      return found.end;
    }
    if (found.is === "open") {
      const length = this.#text.length - from;
      if (length <= (found.hasQuotes ? MAX_AHEAD : MAX_ROW)) return undefined;
      // Lines of a cell that may still be closed are never read as rows: a user who could write into such a
      // cell could create accounts.
      if (found.hasQuotes) throw unreadable(line);
      yield { line, code: "row_too_long" };
      return this.#skipLine(from, from, isEnd);
    }
    yield { line, code: "stray_quote" };
    return this.#skipLine(from, found.cell, isEnd);
  }

  /** Continues after the line of `at`, which is in the row that begins at `from`. */
  #skipLine(from: number, at: number, isEnd: boolean): number | undefined {
    // Keeps what may be the first half of a line end.
    const cut = this.#text.endsWith("\r") ? this.#text.length - 1 : this.#text.length;
    const end = endOfLine(this.#text, at, isEnd);
    this.#isSkipping = end === undefined;
    this.#line += countLines(this.#text.slice(from, end ?? cut));
    return end ?? (cut > from ? cut : undefined);
  }
}
