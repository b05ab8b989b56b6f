import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { PasswordPolicy } from "#lib/contract/password-policy.ts";
import { columnsByName } from "#lib/contract/import-columns.ts";
import { User } from "#lib/contract/users.ts";
import { fromCell, toCell, toIdCell } from "#lib/csv.ts";
import { csvResponse, type CsvColumn } from "#lib/server/http/csv-response.ts";
import { USER_COLUMNS } from "#lib/server/domain/exports/users.ts";
import { changesTo } from "#lib/server/domain/imports/account.ts";
import { parseRow } from "#lib/server/domain/imports/parse-row.ts";
import { readRows } from "#lib/server/domain/imports/read-rows.ts";
import { aUser } from "#tests/support/builders.ts";

describe("a cell that a spreadsheet would run as a formula", () => {
  test.each([
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\tx",
    "\rx",
    " \t'",
    " =1+1",
    "'=1+1",
    "=cmd|'/c calc'!A0",
    "@SUM(1+1):A9",
    "@ada:example.org",
    "\uff1d1+1",
    "\uff20SUM(A1)",
    "\u200b=1+1",
  ])("escapes %j", (text) => {
    expect(toCell(text)).toBe(`'${text}`);
  });

  test.each(["Ada", "", "1-1", "a=b", "'", "' x"])("leaves %j unchanged", (text) => {
    expect(toCell(text)).toBe(text);
  });
});

describe("a cell in a column of Matrix IDs", () => {
  test.each(["@ada:example.org", "@ada:example.org:8448", "@a.b_c=d-e/f+g:[::1]:8448", "!room"])(
    "leaves the ID %j unchanged",
    (id) => expect(toIdCell(id)).toBe(id),
  );

  test.each(["@ada", "@SUM(1+1):A9", "@SUM(1):x y", "@x:", "=1+1", "@a:b.c,=1"])(
    "escapes %j, which is no Matrix ID",
    (id) => expect(toIdCell(id)).toBe(`'${id}`),
  );
});

test("keeps every text unchanged through export and import", () => {
  const letters = fc.constantFrom(..."=+-@\uff1d\u200b\t\r\n' a:é");
  fc.assert(
    fc.property(fc.string({ unit: letters }), (text) => {
      expect(fromCell(toCell(text))).toBe(text);
      expect(fromCell(toIdCell(text))).toBe(text);
    }),
  );
});

test("imports its own export without changes, whatever the accounts are called", async () => {
  const letters = fc.constantFrom(..."=+-@\t\r\n'\",; a:é🦊\u202E");
  const text = fc.string({ unit: letters, maxLength: 12 });
  const anyUser = fc
    .record({ localpart: text, displayname: text, avatar_url: text, admin: fc.boolean() })
    .map(({ localpart, ...rest }) =>
      User.parse(aUser({ name: `@${localpart.replaceAll(":", "")}:test`, ...rest })),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(anyUser, { minLength: 1, maxLength: 5 }), async (users) => {
      const each = async function* () {
        yield* users;
      };
      const response = await csvResponse("users.csv", USER_COLUMNS, each());
      const exported = await response.text();
      const file = await readRows(
        (async function* () {
          yield exported;
        })(),
      );
      const columns = columnsByName(file.names);
      const homeserver = { server: "test", policy: PasswordPolicy.parse({}) };
      const found: unknown[] = [];
      for await (const read of file.rows) {
        const row = "cells" in read ? parseRow(read.cells, columns, homeserver) : undefined;
        const user = users[found.length];
        found.push({
          user_id: row?.user_id,
          problems: row?.problems,
          changes: row && user && changesTo(user, row.account),
        });
      }
      expect(found).toEqual(
        users.map(({ name }) => ({ user_id: name, problems: [], changes: {} })),
      );
    }),
  );
});

type Row = { name: string; note: string | null; admin: boolean };
const columns: CsvColumn<Row>[] = [
  { name: "name", holds: "matrix_id", value: ({ name }) => name },
  { name: "note", holds: "text", value: ({ note }) => note },
  { name: "admin", holds: "flag", value: ({ admin }) => admin },
];
async function* some(...rows: Row[]) {
  yield* rows;
}

test("writes a header row, quotes where needed and declares the encoding", async () => {
  const response = await csvResponse(
    "users.csv",
    columns,
    some(
      { name: "@a:b.c", note: 'says "hi", twice\nÉlodie', admin: true },
      { name: "@d:b.c", note: null, admin: false },
    ),
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.subarray(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  expect(new TextDecoder().decode(bytes)).toBe(
    'name,note,admin\n@a:b.c,"says ""hi"", twice\nÉlodie",true\n@d:b.c,,false\n',
  );
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="users.csv"');
});

test("exports a header row when no user matches", async () => {
  const response = await csvResponse("users.csv", columns, some());
  expect((await response.text()).trim()).toBe("name,note,admin");
});

test("aborts the file on an error, so that a part cannot pass for the whole", async () => {
  async function* broken() {
    yield { name: "@a:b.c", note: null, admin: true };
    throw new Error("the homeserver is gone");
  }
  const response = await csvResponse("users.csv", columns, broken());
  await expect(response.text()).rejects.toThrow("the homeserver is gone");
});

test("returns an error instead of a file when the first row fails", async () => {
  const never = some();
  never.next = () => Promise.reject(new Error("nothing came"));
  await expect(csvResponse("users.csv", columns, never)).rejects.toThrow("nothing came");
});

test("requests rows as they are read, not all in advance", async () => {
  let made = 0;
  async function* endless() {
    for (;;) {
      made += 1;
      yield { name: `@u${made}:b.c`, note: "x".repeat(1000), admin: false };
    }
  }
  const response = await csvResponse("users.csv", columns, endless());
  const reader = response.body?.getReader();
  await reader?.read();
  expect(made).toBeLessThan(1000);
  await reader?.cancel();
});
