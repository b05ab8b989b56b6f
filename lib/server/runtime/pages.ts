import "server-only";

import { AppError } from "#lib/errors.ts";

/** More rows than any supported list has. */
const MOST_ROWS = 2_000_000;

export type Page<Row, Cursor> = {
  rows: readonly Row[];
  /** The next page's start. Undefined: this is the last one. */
  next: Cursor | undefined;
  /** The list's total, if it has one. */
  total?: number;
};

type List<Row, Cursor> = {
  first: Cursor;
  read: (cursor: Cursor) => Promise<Page<Row, Cursor>>;
  /**
   * Identifies rows: an account registered meanwhile moves others to a later page. Absent if no row repeats,
   * since our own store continues after the last one.
   */
  keyOf?: (row: Row) => string | number;
  mostRows?: number;
};

/**
 * Reads a list page by page, each row once. It always ends: a page without new rows, more rows than the
 * total, and too many rows are `endless_list`. A homeserver decides whether there is a next page, so no other
 * loop in this server follows one.
 */
export async function* pages<Row, Cursor>({
  first,
  read,
  keyOf,
  mostRows = MOST_ROWS,
}: List<Row, Cursor>): AsyncGenerator<Row[]> {
  const seen = new Set<string | number>();
  const isFresh = (row: Row): boolean => {
    if (!keyOf) return true;
    const key = keyOf(row);
    return !seen.has(key) && seen.add(key).has(key);
  };
  let count = 0;
  for (let cursor: Cursor | undefined = first; cursor !== undefined;) {
    const { rows, next, total = Number.POSITIVE_INFINITY }: Page<Row, Cursor> = await read(cursor);
    const fresh = rows.filter(isFresh);
    count += fresh.length;
    const isEndless = fresh.length === 0 || count > Math.min(total, mostRows);
    if (next !== undefined && isEndless) throw new AppError("endless_list");
    yield fresh;
    cursor = next;
  }
}
