import { expect, test } from "vitest";
import * as z from "zod/mini";

import { api } from "#lib/contract/index.ts";
import { entries, rows, tolerant } from "#lib/contract/kit/tolerant.ts";
import { missingKeys } from "#tests/support/missing-keys.ts";
import { aUser } from "#tests/support/builders.ts";

test("finds a key that the homeserver has renamed in one row of a list", () => {
  const { locked, ...renamed } = aUser({ avatar_url: null });
  const users = [
    { ...renamed, locked },
    { ...renamed, is_locked: locked },
  ];
  const answer = { users, total: 2, next_token: "2" };
  expect(api.users.list.output.safeParse(answer).success).toBe(true);
  expect(missingKeys(api.users.list.output, answer)).toEqual(["users[].locked"]);
});

const Nested = z.object({
  things: entries(
    z.object({ parts: rows(tolerant({ id: z.string(), size: z.nullish(z.number()) })) }),
  ),
  plain: z.nullish(z.object({ url: z.optional(z.string()) })),
  moment: z.pipe(
    z.number(),
    z.transform((seconds: number) => seconds * 1000),
  ),
});

test("finds missing keys inside lists, records and optional objects", () => {
  const answer = { things: { one: { parts: [{ id: "a" }] }, two: {} }, plain: {} };
  expect(missingKeys(Nested, answer)).toEqual([
    "things{}.parts[].size",
    "things{}.parts",
    "plain.url",
    "moment",
  ]);
});

test("accepts null values and keys that no schema describes", () => {
  const parts = [{ id: "a", size: null, colour: "red" }];
  const answer = { things: { one: { parts } }, plain: null, moment: 1, more: true };
  expect(missingKeys(Nested, answer)).toEqual([]);
});

test("reports an empty list or record, which shows nothing of its rows", () => {
  const answer = { things: { one: { parts: [] } }, plain: null, moment: 1 };
  expect(missingKeys(Nested, answer)).toEqual(["things{}.parts[]"]);
  expect(missingKeys(Nested, { ...answer, things: {} })).toEqual(["things{}"]);
});
