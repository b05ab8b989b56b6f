import { describe, expect, test } from "vitest";

import { columnsByName } from "#lib/contract/import-columns.ts";
import { PasswordPolicy } from "#lib/contract/password-policy.ts";
import { parseRow } from "#lib/server/domain/imports/parse-row.ts";

const homeserver = { server: "example.org", policy: PasswordPolicy.parse({}) };
const parse = (row: Record<string, string>, policy: object = {}) =>
  parseRow(Object.values(row), columnsByName(Object.keys(row)), {
    ...homeserver,
    policy: PasswordPolicy.parse(policy),
  });
const codes = (row: Record<string, string>) =>
  parse(row).problems.map(({ column, code }) => `${column}: ${code}`);

test("reads the filled cells of a row, and nothing from empty ones", () => {
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
    warnings: [],
    reason: null,
  });
});

test("reads a row of a Ketesa file", () => {
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

test("reads phone numbers in everyday notation and in that of Ketesa's documentation", () => {
  const threepids = (cell: string) => parse({ id: "ada", threepids: cell }).account.threepids;
  expect(threepids("email:alice@example.com,msisdn:+1234567890")).toEqual([
    { medium: "email", address: "alice@example.com" },
    { medium: "msisdn", address: "1234567890" },
  ]);
  expect(threepids("msisdn: +49 (30) 123-456")).toEqual([
    { medium: "msisdn", address: "4930123456" },
  ]);
});

test.each(["null", "regular", "undefined"])("reads %s as no type", (user_type) => {
  expect(parse({ id: "ada", user_type })).toMatchObject({
    account: { user_type: null },
    problems: [],
  });
});

test("reads a user name as the account and a name as the display name", () => {
  expect(parse({ username: "ada", name: "Ada Lovelace" })).toMatchObject({
    user_id: "@ada:example.org",
    account: { displayname: "Ada Lovelace" },
  });
});

test.each([
  "@Upper:example.org",
  "@a b:example.org",
  "@\u202Elive:example.org",
  "@a@b:example.org",
])("accepts the existing user ID %j", (id) =>
  expect(parse({ id })).toMatchObject({ user_id: id, problems: [] }),
);

describe("password warnings", () => {
  const codesOf = (password: string, policy?: object) =>
    parse({ id: "ada", password }, policy).warnings.map(({ code }) => code);

  test("accepts a short password with a warning", () => {
    expect(parse({ id: "ada", password: "s3cr3t" })).toMatchObject({
      password: "s3cr3t",
      problems: [],
      warnings: [{ column: "password", code: "short_password" }],
    });
  });

  test("warns of a password that breaks the homeserver's policy", () => {
    const policy = { "m.minimum_length": 15, "m.require_digit": true, "m.require_uppercase": true };
    expect(codesOf("correct-horse", policy)).toEqual([
      "minimum_length",
      "require_digit",
      "require_uppercase",
    ]);
    expect(codesOf("s3cr3t", policy)).toEqual(["minimum_length", "require_uppercase"]);
    expect(codesOf("Correct-horse-battery-1", policy)).toEqual([]);
  });

  test("never warns of a missing password", () => {
    expect(parse({ id: "ada", password: "  " })).toMatchObject({
      password: undefined,
      warnings: [],
      problems: [],
    });
  });
});

test("reads single sign-on identities", () => {
  expect(parse({ id: "ada", external_ids: "oidc-main:https://id/ada" }).account).toEqual({
    external_ids: [{ auth_provider: "oidc-main", external_id: "https://id/ada" }],
  });
});

test.each([
  ["deactivated", "deactivated"],
  ["is_guest", "guest"],
])("skips an account that was %s at its source", (column, reason) => {
  expect(parse({ id: "ada", [column]: "yes" }).reason).toBe(reason);
});

describe("errors with their column", () => {
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
    [{ id: "ada", user_type: "x".repeat(65) }, "user_type: too_long"],
    [{ id: "ada", displayname: "x".repeat(257) }, "displayname: too_long"],
    [{ id: "ada", displayname: "a\0b" }, "displayname: bad_text"],
    [{ id: "ada", password: "x".repeat(513) }, "password: too_long"],
    [{ id: "ada", password: "correct\r\nhorse" }, "password: control_characters"],
    [{ id: "ada", password: "correct horse\f" }, "password: control_characters"],
  ])("reports the column of the error in %o", (row, problem) => {
    expect(codes(row as unknown as Record<string, string>)).toEqual([problem]);
  });

  test("reports all errors of a row at once", () => {
    expect(codes({ id: "@x:other.org", admin: "?", email: "?" })).toHaveLength(3);
  });
});

test("rejects a row with more or fewer cells than columns", () => {
  const columns = columnsByName(["id", "displayname"]);
  const problems = [{ column: "", code: "column_count" }];
  expect(parseRow(["ada"], columns, homeserver)).toMatchObject({ problems });
  expect(parseRow(["ada", "Ada", "x"], columns, homeserver)).toMatchObject({ problems });
});

test("ignores empty cells next to the table", () => {
  const columns = columnsByName(["id", "displayname", ""]);
  for (const cells of [
    ["ada", "Ada"],
    ["ada", "Ada", "", "", " "],
  ]) {
    expect(parseRow(cells, columns, homeserver)).toMatchObject({ problems: [] });
  }
});

test("does not repeat a rejected password", () => {
  const { problems } = parse({ id: "ada", password: "hunter2".repeat(100) });
  expect(problems).toHaveLength(1);
  expect(JSON.stringify(problems)).not.toContain("hunter2");
});
