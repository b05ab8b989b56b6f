import { expect, test } from "vitest";

import { tryJson } from "#lib/try-json.ts";

test("parses JSON from text and from bytes, with a byte order mark or without", () => {
  expect(tryJson('{"a":1}')).toEqual({ a: 1 });
  expect(tryJson(Buffer.from('{"a":1}'))).toEqual({ a: 1 });
  expect(tryJson(Buffer.from('\uFEFF{"a":1}'))).toEqual({ a: 1 });
});

test("returns undefined for anything but JSON", () => {
  expect(tryJson("<html>")).toBeUndefined();
  expect(tryJson(new Uint8Array())).toBeUndefined();
});
