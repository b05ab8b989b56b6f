import { expect, test } from "vitest";

import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";

test("removes the oldest entry when a new one doesn't fit", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("c", 3);
  expect([...map]).toEqual([
    ["b", 2],
    ["c", 3],
  ]);
});

test("keeps an entry that was set again longer than the others", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("a", 3).set("c", 4);
  expect([...map]).toEqual([
    ["a", 3],
    ["c", 4],
  ]);
});

test("removes nothing when an entry of a full map is set again", () => {
  const map = new BoundedMap<string, number>(2);
  map.set("a", 1).set("b", 2).set("b", 3);
  expect([...map.keys()]).toEqual(["a", "b"]);
});
