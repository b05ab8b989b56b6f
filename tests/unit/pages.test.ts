import { expect, test } from "vitest";

import { pages, type Page } from "#lib/server/runtime/pages.ts";

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => from + index);

/** Reads a list whose pages are these, and counts how many were asked for. */
async function readAll(read: (from: number) => Page<number, number>, mostRows?: number) {
  let asked = 0;
  const found: number[] = [];
  const list = {
    first: 0,
    read: async (from: number) => {
      asked += 1;
      return read(from);
    },
    keyOf: (row: number) => row,
    ...(mostRows !== undefined && { mostRows }),
  };
  const failure = await (async () => {
    for await (const rows of pages(list)) found.push(...rows);
  })().catch((error: unknown) => error);
  return { found, asked, failure };
}

test("reads each page until there is no next one", async () => {
  const { found, failure } = await readAll((from) => ({
    rows: numbers(from, 10),
    next: from < 20 ? from + 10 : undefined,
    total: 30,
  }));
  expect(failure).toBeUndefined();
  expect(found).toEqual(numbers(0, 30));
});

test("returns a row once even if it moves to a later page", async () => {
  const { found } = await readAll((from) => ({
    rows: numbers(Math.max(0, from - 3), 10),
    next: from < 20 ? from + 10 : undefined,
  }));
  expect(found).toEqual(numbers(0, 27));
});

test("ends without an error at a last page without new rows", async () => {
  const { found, failure } = await readAll((from) => ({
    rows: numbers(0, 10),
    next: from === 0 ? 10 : undefined,
  }));
  expect(failure).toBeUndefined();
  expect(found).toEqual(numbers(0, 10));
});

test.each([
  ["repeats a page", () => ({ rows: numbers(0, 10), next: 10 }), 2],
  ["sends empty pages", (from: number) => ({ rows: [], next: from + 10 }), 1],
  [
    "has more rows than it says",
    (from: number) => ({ rows: numbers(from, 10), next: from + 10, total: 25 }),
    3,
  ],
])("reports a list as endless when it %s", async (_, read, pagesRead) => {
  const { asked, failure } = await readAll(read);
  expect(failure).toMatchObject({ code: "endless_list" });
  expect(asked).toBe(pagesRead);
});

test("reports a list as endless when it keeps returning new rows", async () => {
  const { found, failure } = await readAll(
    (from) => ({ rows: numbers(from, 10), next: from + 10, total: from + 20 }),
    100,
  );
  expect(failure).toMatchObject({ code: "endless_list" });
  expect(found).toHaveLength(100);
});
