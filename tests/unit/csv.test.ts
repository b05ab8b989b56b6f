import { describe, expect, test } from "vitest";

import { toCell } from "#lib/csv.ts";
import { csvResponse } from "#lib/server/csv-response.ts";

describe("a cell that a spreadsheet would run", () => {
  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|'/c calc'!A0"])(
    "%j is kept from it",
    (text) => {
      expect(toCell(text)).toBe(`'${text}`);
    },
  );

  test.each(["@ada:example.org", "@ada:example.org:8448", "Ada", "", "1-1", "a=b", "'=x"])(
    "%j stays as it is",
    (text) => {
      expect(toCell(text)).toBe(text);
    },
  );

  test.each(["@ada", "@SUM(1):x y", "@x:"])("%j is no Matrix ID", (text) => {
    expect(toCell(text)).toBe(`'${text}`);
  });
});

type Row = { name: string; note: string | null; admin: boolean };
const columns = [
  { name: "name", value: ({ name }: Row) => name },
  { name: "note", value: ({ note }: Row) => note },
  { name: "admin", value: ({ admin }: Row) => admin },
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
