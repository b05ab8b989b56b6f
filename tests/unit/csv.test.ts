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

describe("a cell that a spreadsheet would run", () => {
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
  ])("%j is kept from it", (text) => {
    expect(toCell(text)).toBe(`'${text}`);
  });

  test.each(["Ada", "", "1-1", "a=b", "'", "' x"])("%j stays as it is", (text) => {
    expect(toCell(text)).toBe(text);
  });
});

describe("a cell of a column of Matrix IDs", () => {
  test.each(["@ada:example.org", "@ada:example.org:8448", "@a.b_c=d-e/f+g:[::1]:8448", "!room"])(
    "keeps %j as it is",
    (id) => expect(toIdCell(id)).toBe(id),
  );

  test.each(["@ada", "@SUM(1+1):A9", "@SUM(1):x y", "@x:", "=1+1", "@a:b.c,=1"])(
    "keeps %j from being run",
    (id) => expect(toIdCell(id)).toBe(`'${id}`),
  );
});

test("every text is the same after an export and an import", () => {
  const letters = fc.constantFrom(..."=+-@\uff1d\u200b\t\r\n' a:é");
  fc.assert(
    fc.property(fc.string({ unit: letters }), (text) => {
      expect(fromCell(toCell(text))).toBe(text);
      expect(fromCell(toIdCell(text))).toBe(text);
    }),
  );
});

test("whatever accounts are called, their export changes nothing when it is imported", async () => {
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

test("a file has a line of names, quotes what needs it, and says which encoding it is", async () => {
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

test("nobody at all is a file with a line of names", async () => {
  const response = await csvResponse("users.csv", columns, some());
  expect((await response.text()).trim()).toBe("name,note,admin");
});

test("an error in the middle breaks the file off, so that a part does not pass for the whole", async () => {
  async function* broken() {
    yield { name: "@a:b.c", note: null, admin: true };
    throw new Error("the homeserver is gone");
  }
  const response = await csvResponse("users.csv", columns, broken());
  await expect(response.text()).rejects.toThrow("the homeserver is gone");
});

test("an error before the first row is told instead of a file", async () => {
  const never = some();
  never.next = () => Promise.reject(new Error("nothing came"));
  await expect(csvResponse("users.csv", columns, never)).rejects.toThrow("nothing came");
});

test("rows are asked for as they are read, not all before", async () => {
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
