import { expect, test } from "vitest";

import { isSameServer, readUserName, serverOf } from "#lib/matrix/user-id.ts";

test.each([
  ["admin", "admin", null],
  ["  admin\t", "admin", null],
  ["\u200B@admin:example.org\uFEFF", "admin", "example.org"],
  ["\u2060\u00ADadmin\u200E \u200D", "admin", null],
  ["@admin", "admin", null],
  ["@admin:example.org", "admin", "example.org"],
  ["admin:example.org", "admin", "example.org"],
  ["ADMIN", "ADMIN", null],
  ["@admin:example.org:8448", "admin", "example.org:8448"],
  ["@admin:[2001:db8::1]:8448", "admin", "[2001:db8::1]:8448"],
  ["élodie", "élodie", null],
])("reads %j as a user name", (typed, localpart, server) => {
  expect(readUserName(typed)).toEqual({ localpart, server });
});

test.each(["ada@example.org", "", "   ", "two words", "@", ":example.org", "@admin:", "@a@b:c"])(
  "rejects %j as a user name",
  (typed) => {
    expect(readUserName(typed)).toBeNull();
  },
);

test("ignores the case of a server name", () => {
  expect(isSameServer("Example.ORG", "example.org")).toBe(true);
  expect(isSameServer("example.com", "example.org")).toBe(false);
});

test("keeps the port of a server name", () => {
  expect(serverOf("@a:example.org:8448")).toBe("example.org:8448");
});
