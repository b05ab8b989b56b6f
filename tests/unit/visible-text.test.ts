import { expect, test } from "vitest";

import { nameOf, visibleIdentifier, visibleName } from "#lib/matrix/visible-text.ts";

test.each([
  ["@RTL\u202eevil:test", "@RTL[U+202E]evil:test"],
  ["@a\u200bb:test", "@a[U+200B]b:test"],
  ["@a\u0007:test", "@a[U+0007]:test"],
  ["@a\u3164b\ufe0f\u034f:test", "@a[U+3164]b[U+FE0F][U+034F]:test"],
  ["@a\u00a0b\u2028\u2800:test", "@a[U+00A0]b[U+2028][U+2800]:test"],
  ["@a b:test", "@a b:test"],
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
