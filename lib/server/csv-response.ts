import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

import { toCell } from "#lib/csv.ts";

import { begin, fileResponse } from "./file-response.ts";

/** One column of a file: its name in the first line, and what stands in it. */
export type CsvColumn<Row> = {
  name: string;
  value: (row: Row) => string | number | boolean | null | undefined;
};

/** Streams rows as a CSV file, as they come. */
export async function csvResponse<Row>(
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: AsyncGenerator<Row>,
): Promise<Response> {
  const begun = await begin(rows);
  const file = stringify({
    header: true,
    columns: columns.map(({ name }) => name),
    // Spreadsheets take a file without this mark for another encoding.
    bom: true,
    cast: { boolean: String },
  });
  const lines = Readable.from(toLines(columns, begun));
  lines.on("error", (error) => file.destroy(error));
  file.on("close", () => lines.destroy());
  return fileResponse(name, "text/csv", lines.pipe(file));
}

async function* toLines<Row>(columns: readonly CsvColumn<Row>[], rows: AsyncIterable<Row>) {
  for await (const row of rows) {
    yield columns.map(({ value }) => {
      const cell = value(row);
      return typeof cell === "string" ? toCell(cell) : cell;
    });
  }
}
