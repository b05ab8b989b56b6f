import { expect, test } from "vitest";

import messages from "#messages/en.json";
import { COMPOSED } from "#tests/support/composed-messages.ts";
import { messageUsage } from "#tests/support/message-usage.ts";

const keysOf = (tree: object, path = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string" ? [`${path}${key}`] : keysOf(value as object, `${path}${key}.`),
  );
const all = new Set(keysOf(messages));
const used = messageUsage();

const composed = Object.entries(COMPOSED).map(([pattern, values]) => {
  const required = "optional" in values ? [] : [...values];
  const keys = (list: readonly string[]) => list.map((value) => fill(pattern, value));
  return {
    required: keys(required),
    possible: keys("optional" in values ? values.optional : values),
  };
});

/** Puts a value into a pattern: into the first gap, or into both where it has two. */
function fill(pattern: string, value: string): string {
  const gaps = pattern.split("*").length - 1;
  return gaps === 1 ? pattern.replace("*", value) : pattern.replace("*.*", value);
}

test("lists the values of every composed key", () => {
  const unlisted = [...used.patterns].filter(([pattern]) => !(pattern in COMPOSED));
  expect(unlisted).toEqual([]);
});

test("has no values for keys that are no longer composed", () => {
  expect(Object.keys(COMPOSED).filter((pattern) => !used.patterns.has(pattern))).toEqual([]);
});

test("has a message for every composed key", () => {
  expect(composed.flatMap(({ required }) => required).filter((key) => !all.has(key))).toEqual([]);
});

test("has no unused messages", () => {
  const needed = new Set([...used.keys, ...composed.flatMap(({ possible }) => possible)]);
  // Filled in by the page of a wrong address, which no component draws.
  const plainPages = (key: string) => key.startsWith("wrongHost.");
  expect([...all].filter((key) => !needed.has(key) && !plainPages(key))).toEqual([]);
});
