import { expect, test } from "vitest";

import { isSigned } from "#lib/server/crypto/signed-json.ts";
import { newKey } from "#tests/support/signing-key.ts";

const key = newKey();
const device = { user_id: "@a:test", nested: { é: "ü", a: [1, { z: null, b: true }] }, keys: {} };

test("verifies a signature despite field order and added fields", () => {
  const signed = key.sign("@a:test", device);
  const turned = Object.fromEntries(Object.entries(signed).toReversed());
  expect(isSigned(signed, "@a:test", key.name)).toBe(true);
  expect(isSigned({ ...turned, unsigned: { name: "x" } }, "@a:test", key.name)).toBe(true);
});

test.each([
  ["missing", device],
  ["by another key", newKey().sign("@a:test", device)],
  ["by another key under its name", newKey().sign("@a:test", device, key.name)],
  ["of other data", { ...key.sign("@a:test", device), keys: { other: "key" } }],
  ["of another user", key.sign("@b:test", device)],
])("rejects a signature: %s", (_, object) => {
  expect(isSigned(object, "@a:test", key.name)).toBe(false);
});

test("rejects a signature by an invalid key", () => {
  const signed = key.sign("@a:test", device, "not a key");
  expect(isSigned(signed, "@a:test", "not a key")).toBe(false);
});
