import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readHeader } from "#lib/read-csv.ts";
import { readRows, type FileRow } from "#lib/server/domain/imports/read-rows.ts";

async function read(...texts: string[]) {
  const rows: FileRow[] = [];
  const file = await readRows(
    (async function* () {
      yield* texts;
    })(),
  );
  for await (const row of file.rows) rows.push(row);
  return { names: file.names, rows };
}
const rowsOf = async (...texts: string[]) => (await read(...texts)).rows;
/** The same text in one piece, and in pieces of one letter. */
const cuts = (text: string) => [[text], [...text]];

describe("reading a header", () => {
  test.each([
    ["with commas", "id,name\n", ",", ["id", "name"]],
    ["with semicolons", "id;name\n", ";", ["id", "name"]],
    ["with tabs", "id\tname\n", "\t", ["id", "name"]],
    ["with an empty last cell", "id\tname\t\n", "\t", ["id", "name", ""]],
    ["of one column with an empty last cell", "id\t\n", "\t", ["id", ""]],
    ["with quoted names", '"last, first";id;mail\r\n', ";", ["last, first", "id", "mail"]],
    ["with a line break in a name", '"User\nID",mail\n', ",", ["User\nID", "mail"]],
    ["after a byte order mark", "\uFEFFid,name\r", ",", ["id", "name"]],
    ["after empty lines", "\r\n;;\r\nid;name\r\n", ";", ["id", "name"]],
    [
      "after Excel's separator line",
      "\uFEFFsep=;\r\nid;name, given\r\n",
      ";",
      ["id", "name, given"],
    ],
    ["after a separator line that was saved again", "sep=|||\r\nid|name\r\n", "|", ["id", "name"]],
    ["without anything after it", "id", ",", ["id"]],
  ])("reads a header %s", (_, text, delimiter, names) => {
    expect(readHeader(text, true)).toMatchObject({ delimiter, names });
  });

  test.each(["", "\n\n", 'id,"name\n', 'id,na"me\n', "sep=;\n"])(
    "finds no header in %j",
    (text) => {
      expect(readHeader(text, true)).toBeNull();
    },
  );
});

describe("reading rows", () => {
  test("reads all three line endings in one file, with line numbers", async () => {
    for (const texts of cuts("id,password\na,secret1\r\nb,secret2\rc,secret3\n\r\n\rd,secret4\r")) {
      expect(await rowsOf(...texts)).toEqual([
        { line: 2, cells: ["a", "secret1"] },
        { line: 3, cells: ["b", "secret2"] },
        { line: 4, cells: ["c", "secret3"] },
        { line: 7, cells: ["d", "secret4"] },
      ]);
    }
  });

  test("trims line breaks from the edges of cells, quoted or not", async () => {
    expect(await rowsOf('id,password\r\na,"secret1\r"\r\n"\nb","sec\nret\n\r\n"\r\n')).toEqual([
      { line: 2, cells: ["a", "secret1"] },
      { line: 4, cells: ["b", "sec\nret"] },
    ]);
  });

  test("skips empty rows that a spreadsheet left", async () => {
    expect(await rowsOf("id;name\n;;\n ; \na;A\n;\n")).toEqual([{ line: 4, cells: ["a", "A"] }]);
  });

  test("reads any content unchanged, however the file is chunked", async () => {
    const letters = fc.constantFrom("a", '"', ",", "\r", "\n", " ", "é", "🦊");
    const cell = fc.string({ unit: letters, maxLength: 6 }).map((text) => `x${text}x`);
    const lineEnd = fc.constantFrom("\r\n", "\n", "\r");
    const table = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 2 }), lineEnd));
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const lines = rows.map(([cells, end]) => cells.map(quoted).join(",") + end);
        const text = `a,b\n${lines.join("")}`;
        const pieces = text.match(new RegExp(`[^]{1,${size}}`, "gu")) ?? [];
        const found = (await rowsOf(...pieces)).map((row) => "cells" in row && row.cells);
        expect(found).toEqual(rows.map(([cells]) => cells));
      }),
    );
  });
});

describe("skipping a single row", () => {
  test.each([
    ["a quotation mark within a cell", 'b,5" disk\n'],
    ["text after a quoted cell", 'b,"B" x\n'],
    ["a quoted cell that is closed in a later row", 'b,"B\n'],
  ])("skips only the row with %s", async (_, row) => {
    for (const texts of cuts(`id,name\na,A\n${row}c,"C"\nd,D\n`)) {
      expect(await rowsOf(...texts)).toEqual([
        { line: 2, cells: ["a", "A"] },
        { line: 3, code: "stray_quote" },
        { line: 4, cells: ["c", "C"] },
        { line: 5, cells: ["d", "D"] },
      ]);
    }
  });

  test("skips only the row with an unclosed quoted cell", async () => {
    expect(await rowsOf('id,name\r\na,"A\r\nb,B\r\nc,C')).toEqual([
      { line: 2, code: "stray_quote" },
      { line: 3, cells: ["b", "B"] },
      { line: 4, cells: ["c", "C"] },
    ]);
  });

  test.each([
    ["a cell", "x".repeat(70_000)],
    ["a cell that ends far away", "x".repeat(3_000_000)],
    ["a quoted cell", `"${"x\ny,Y,\n".repeat(10_000)}"`],
  ])("skips only the row with %s of more than 64 KiB", async (_, cell) => {
    const lines = cell.split("\n").length;
    const text = `id,name\na,A\nb,${cell}\nc,C\n`;
    for (const texts of [[text], text.match(/[^]{1,16384}/g) ?? []]) {
      expect(await rowsOf(...texts)).toEqual([
        { line: 2, cells: ["a", "A"] },
        { line: 3, code: "row_too_long" },
        { line: 3 + lines, cells: ["c", "C"] },
      ]);
    }
  });
});

test("never reads lines of a quoted cell as rows", async () => {
  const cell = `"${"mallory,M\n".repeat(300)}"`;
  const found = await rowsOf(`id,name,note\na,${cell},5" disk\nb,B,\n`);
  expect(found).toEqual([
    { line: 2, code: "stray_quote" },
    { line: 303, cells: ["b", "B", ""] },
  ]);
});

test("rejects a file with a quoted cell of more than a mebibyte", async () => {
  const text = `id,name\na,"${"mallory,M\n".repeat(200_000)}`;
  await expect(rowsOf(...(text.match(/[^]{1,65536}/g) ?? []))).rejects.toMatchObject({
    code: "not_csv",
    details: { line: 2 },
  });
});

test("reads only unclosed cells twice, so that a bad file costs no more", async () => {
  const text = `id,name\n${'a,"x\n'.repeat(100_000)}`;
  const found = await rowsOf(...(text.match(/[^]{1,65536}/g) ?? []));
  expect(found).toHaveLength(100_000);
  expect(found.at(-1)).toEqual({ line: 100_001, code: "stray_quote" });
});
