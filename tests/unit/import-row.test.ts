import { describe, expect, test } from "vitest";

import { columnsByName } from "#lib/contract/import-columns.ts";
import { parseRow } from "#lib/server/imports/parse-row.ts";

const parse = (row: Record<string, string>) =>
  parseRow(Object.values(row), columnsByName(Object.keys(row)), "example.org");
const codes = (row: Record<string, string>) =>
  parse(row).problems.map(({ column, code }) => `${column}: ${code}`);

test("a row says what an account is to be, and nothing of what it leaves empty", () => {
  expect(
    parse({
      user_id: "ada",
      displayname: " Ada Lovelace ",
      admin: "TRUE",
      locked: "",
      user_type: "bot",
      email: "Ada@Example.org; ada@example.com",
      password: " spaces count ",
    }),
  ).toEqual({
    user_id: "@ada:example.org",
    account: {
      displayname: "Ada Lovelace",
      admin: true,
      user_type: "bot",
      threepids: [
        { medium: "email", address: "ada@example.org" },
        { medium: "email", address: "ada@example.com" },
      ],
    },
    password: " spaces count ",
    problems: [],
    reason: null,
  });
});

test("a row of Ketesa's file", () => {
  const row = parse({
    id: "@ada:example.org",
    name: "@ada:example.org",
    displayname: "Ada",
    is_guest: "0",
    admin: "1",
    deactivated: "false",
    avatar_url: "mxc://example.org/abc",
    threepids: "email:ada@example.org, msisdn:49123456",
  });
  expect(row).toMatchObject({
    user_id: "@ada:example.org",
    account: {
      displayname: "Ada",
      admin: true,
      avatar_url: "mxc://example.org/abc",
      threepids: [
        { medium: "email", address: "ada@example.org" },
        { medium: "msisdn", address: "49123456" },
      ],
    },
    problems: [],
    reason: null,
  });
});

test("single sign-on identities", () => {
  expect(parse({ id: "ada", external_ids: "oidc-main:https://id/ada" }).account).toEqual({
    external_ids: [{ auth_provider: "oidc-main", external_id: "https://id/ada" }],
  });
});

test.each([
  ["deactivated", "deactivated"],
  ["is_guest", "guest"],
])("an account that was %s where the file comes from is left alone", (column, reason) => {
  expect(parse({ id: "ada", [column]: "yes" }).reason).toBe(reason);
});

describe("is told with its column:", () => {
  test.each([
    [{ id: "" }, "id: no_user_id"],
    [{ id: "two words" }, "id: bad_user_id"],
    [{ id: "ada@example.org" }, "id: bad_user_id"],
    [{ id: "@ada:elsewhere.org" }, "id: other_server"],
    [{ id: "a".repeat(250) }, "id: too_long"],
    [{ id: "ada", admin: "maybe" }, "admin: bad_boolean"],
    [{ id: "ada", email: "nobody" }, "email: bad_email"],
    [{ id: "ada", threepids: "ada@example.org" }, "threepids: bad_threepid"],
    [{ id: "ada", external_ids: "ada" }, "external_ids: bad_external_id"],
    [{ id: "ada", user_type: "a b" }, "user_type: bad_user_type"],
    [{ id: "ada", avatar_url: "https://example.org/a.png" }, "avatar_url: bad_avatar_url"],
    [{ id: "ada", displayname: "x".repeat(257) }, "displayname: too_long"],
    [{ id: "ada", displayname: "a\0b" }, "displayname: bad_text"],
    [{ id: "ada", password: "short" }, "password: too_short"],
  ])("%o", (row, problem) => {
    expect(codes(row as unknown as Record<string, string>)).toEqual([problem]);
  });

  test("all of a row's at once", () => {
    expect(codes({ id: "@x:other.org", admin: "?", email: "?" })).toHaveLength(3);
  });
});

test("a row with more or fewer cells than columns is not guessed at", () => {
  const columns = columnsByName(["id", "displayname"]);
  const problems = [{ column: "", code: "column_count" }];
  expect(parseRow(["ada"], columns, "example.org")).toMatchObject({ problems });
  expect(parseRow(["ada", "Ada", "x"], columns, "example.org")).toMatchObject({ problems });
});

test("a password that is refused is not told again", () => {
  expect(JSON.stringify(parse({ id: "ada", password: "hunter2" }))).not.toContain("hunter2");
});
