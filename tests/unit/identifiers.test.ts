import { describe, expect, test } from "vitest";

import { isRoomAlias, isRoomId, isServerName, isUserId } from "#lib/matrix/identifiers.ts";

// The first rows of each list are the specification's own examples.
describe("server names", () => {
  test.each([
    "matrix.org",
    "matrix.org:8888",
    "1.2.3.4",
    "1.2.3.4:1234",
    "[1234:5678::abcd]",
    "[1234:5678::abcd]:5678",
    "[::1]:8448",
    "[::ffff:1.2.3.4]",
    "localhost",
    "xn--bcher-kva.example",
  ])("accepts %j as a server name", (name) => {
    expect(isServerName(name)).toBe(true);
  });

  test.each(["", ":8448", "matrix.org:", "matrix.org:123456", "::1", "[::1", "a b", "a/b", "a_b"])(
    "rejects %j as a server name",
    (name) => {
      expect(isServerName(name)).toBe(false);
    },
  );
});

describe("user IDs", () => {
  test.each([
    "@user:matrix.org",
    "@a:[::1]:8448",
    "@a%b:example.org",
    "@:example.org",
    "@Ада Лавлейс:example.org",
    `@${"a".repeat(242)}:example.org`,
  ])("accepts %j as a user ID", (id) => {
    expect(isUserId(id)).toBe(true);
  });

  test.each([
    "user:matrix.org",
    "@user",
    "@user:",
    "@user:example.org/x",
    "@a:b:c d",
    "@a\0:example.org",
    "@\ud800:example.org",
    `@${"a".repeat(243)}:example.org`,
    `@${"é".repeat(122)}:example.org`,
  ])("rejects %j as a user ID", (id) => {
    expect(isUserId(id)).toBe(false);
  });
});

describe("rooms", () => {
  test.each([
    "!n8f893n9:example.com",
    "!UcYsUzyxTGDxLBEvLz:[::1]:8448",
    "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM",
  ])("accepts %j as a room ID", (id) => {
    expect(isRoomId(id)).toBe(true);
  });

  test.each(["!", "!:example.org", "!abc:", "!abc:a b", "#abc:example.org"])(
    "rejects %j as a room ID",
    (id) => {
      expect(isRoomId(id)).toBe(false);
    },
  );

  test.each(["#room:matrix.org", "#a:[::1]:8448", "#with space:example.org"])(
    "accepts %j as a room alias",
    (alias) => {
      expect(isRoomAlias(alias)).toBe(true);
    },
  );

  test.each(["#", "#a", "#:example.org", "#a:example.org/x", "room:matrix.org"])(
    "rejects %j as a room alias",
    (alias) => {
      expect(isRoomAlias(alias)).toBe(false);
    },
  );
});
