import { expect, test } from "vitest";

import { nameOf, visibleIdentifier, visibleName } from "#lib/matrix/visible-text.ts";

test.each([
  ["@RTL\u202eevil:test", "@RTL[U+202E]evil:test"],
  ["@a\u200bb:test", "@a[U+200B]b:test"],
  ["@a\u0007:test", "@a[U+0007]:test"],
  ["@Ада:test", "@Ада:test"],
])("shows what cannot be seen in the identifier %j", (identifier, shown) => {
  expect(visibleIdentifier(identifier)).toBe(shown);
});

test("keeps joiners of emoji in a name, and shows direction overrides", () => {
  expect(visibleName("👨‍👩‍👧 \u202eadmin")).toBe("👨‍👩‍👧 [U+202E]admin");
});

test("falls back to the Matrix ID where there is no display name", () => {
  expect(nameOf({ name: "@a\u202e:test", displayname: "" })).toBe("@a[U+202E]:test");
});
