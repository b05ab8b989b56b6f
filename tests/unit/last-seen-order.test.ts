import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findRange, STRIDE, type RowRange } from "#lib/server/domain/users/last-seen-search.ts";

type Seen = number | null;
const NOW = 1_000_000;

/** A list as a database has it, and how often it was asked. */
function listOf(all: readonly Seen[], unknown: "first" | "last") {
  const known = all.filter((seen) => seen !== null).toSorted((one, other) => one - other);
  const nulls = all.filter((seen) => seen === null);
  const rows: Seen[] = unknown === "first" ? [...nulls, ...known] : [...known, ...nulls];
  let asked = 0;
  return {
    rows,
    asked: () => asked,
    read: async (from: number, limit: number) => {
      asked += 1;
      return { seen: rows.slice(from, from + limit), total: rows.length };
    },
  };
}

const within = (rows: readonly Seen[], { from, until }: RowRange) => rows.slice(from, until);
const seen = fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 2 * NOW }));
const many = fc.array(seen, { maxLength: 4 * STRIDE, size: "max" });

describe.each(["first", "last"] as const)("with unknown times %s", (unknown) => {
  test("finds exactly the users not seen since a date", async () => {
    await fc.assert(
      fc.asyncProperty(many, async (all) => {
        const { rows, read } = listOf(all, unknown);
        const found = within(rows, await findRange(read, { before: NOW }));
        expect(found).toEqual(rows.filter((row) => row !== null && row < NOW));
      }),
      { numRuns: 60 },
    );
  });

  test("finds exactly the users without a known time", async () => {
    await fc.assert(
      fc.asyncProperty(many, async (all) => {
        const { rows, read } = listOf(all, unknown);
        const found = within(rows, await findRange(read, "unknown"));
        expect(found).toEqual(rows.filter((row) => row === null));
      }),
      { numRuns: 60 },
    );
  });

  test("finds the same users with a wrong hint, only with more requests", async () => {
    const all = Array.from({ length: 5000 }, (_, at) => (at % 3 === 0 ? null : at));
    const { rows, read } = listOf(all, unknown);
    const right = await findRange(read, { before: 2500 });
    for (const hint of [0, 1, 1666, 4999, 5000, 90_000]) {
      expect(await findRange(read, { before: 2500 }, { from: hint, until: hint })).toEqual(right);
    }
    expect(within(rows, right).length).toBe(1666);
  });
});

test("needs few requests for a million users, and hardly any with a good hint", async () => {
  const all = Array.from({ length: 1_000_000 }, (_, at) => (at % 10 === 0 ? null : at));
  const { read, asked } = listOf(all, "last");
  const found = await findRange(read, { before: 300_000 });
  expect(asked()).toBeLessThanOrEqual(13);
  const before = asked();
  expect(await findRange(read, { before: 300_000 }, found)).toEqual(found);
  expect(asked() - before).toBe(2);
});

test("reads a list of one page once", async () => {
  const { read, asked } = listOf([null, 1, 2], "first");
  expect(await findRange(read, { before: 2 })).toEqual({ from: 1, until: 2 });
  expect(asked()).toBe(1);
});
