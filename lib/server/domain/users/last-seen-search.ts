import "server-only";

/** When a user was last seen; null: unknown. */
type Seen = number | null;

/** Reads rows of the users list by last seen time, oldest first. */
export type ReadSeen = (
  from: number,
  limit: number,
) => Promise<{ seen: readonly Seen[]; total: number }>;

/** A range of that order: its first row, and the first row after it. */
export type RowRange = { from: number; until: number };

/** Users last seen before a time, or without a known time. */
export type Target = { before: number } | "unknown";

/** The number of rows per request. Synapse sorts all of them for one. */
export const STRIDE = 500;

/**
 * The range of the target users in the list. Synapse can sort by last seen time but not filter by it, so the
 * edges are found by binary search. SQLite puts unknown times first, PostgreSQL last.
 * @param hint the previous range: nearby, each edge takes one request.
 */
export async function findRange(
  read: ReadSeen,
  sought: Target,
  hint?: RowRange,
): Promise<RowRange> {
  const { seen, total } = await read(0, STRIDE);
  const rows = new Rows(read, seen, total);
  const isUnknownFirst = seen[0] === null;
  const known = isUnknownFirst ? await rows.first((row) => row !== null, 0, hint?.from) : 0;
  if (sought === "unknown") {
    if (isUnknownFirst) return { from: 0, until: known };
    return { from: await rows.first((row) => row === null, 0, hint?.from), until: total };
  }
  const { before } = sought;
  const isLater = (row: Seen) => row === null || row >= before;
  return { from: known, until: await rows.first(isLater, known, hint?.until) };
}

class Rows {
  readonly #read: ReadSeen;
  readonly #beginning: readonly Seen[];
  readonly #total: number;

  constructor(read: ReadSeen, beginning: readonly Seen[], total: number) {
    this.#read = read;
    this.#beginning = beginning;
    this.#total = total;
  }

  /**
   * The first row that the condition holds for, as it does for all later ones. The total if there is none.
   */
  async first(holds: (row: Seen) => boolean, from: number, guess?: number): Promise<number> {
    const here = this.#beginning.findIndex((row, at) => at >= from && holds(row));
    if (here >= 0) return here;
    let low = Math.max(from, this.#beginning.length);
    let high = this.#total;
    let look = guess;
    while (low < high) {
      const middle = Math.floor((look ?? (low + high) / 2) - STRIDE / 2);
      const start = Math.max(low, Math.min(middle, high - 1));
      const { seen } = await this.#read(start, Math.min(STRIDE, high - start));
      look = undefined;
      // Accounts were removed meanwhile: the list is shorter now.
      if (seen.length === 0) high = start;
      else {
        const found = seen.findIndex(holds);
        if (found < 0) low = start + seen.length;
        else if (found > 0 || start === low) return start + found;
        else high = start;
      }
    }
    return low;
  }
}
