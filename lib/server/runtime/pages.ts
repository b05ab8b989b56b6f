import "server-only";

import { AppError } from "#lib/errors.ts";

/** More rows than a list has that anything here is made for. */
const MOST_ROWS = 2_000_000;

export type Page<Row, Cursor> = {
  rows: readonly Row[];
  /** Where the next page begins. Undefined: this is the last one. */
  next: Cursor | undefined;
  /** How many rows the list has in all, where it says so. */
  total?: number;
};

type List<Row, Cursor> = {
  first: Cursor;
  read: (cursor: Cursor) => Promise<Page<Row, Cursor>>;
  /**
   * What tells rows apart: an account that is registered meanwhile moves others to a later page. Absent
   * where no row comes twice, since our own store reads on behind the last one.
   */
  keyOf?: (row: Row) => string | number;
  mostRows?: number;
};

/**
 * Reads a list page by page, each row once. It always ends: a page that brings nothing new, more rows
 * than the list says it has, and too many of them are `endless_list`. A homeserver decides whether
 * there is a next page, so no other loop in this server follows one.
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
