import "server-only";
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";

import { toCell, toIdCell } from "#lib/csv.ts";

import { begin, fileResponse, utc } from "./file-response.ts";

/** A column's kind, which decides how its cells are escaped. */
type Cells<Row> =
  | { holds: "text"; value: (row: Row) => string | null | undefined }
  /** Only the homeserver controls the value. */
  | { holds: "matrix_id"; value: (row: Row) => string | null | undefined }
  | { holds: "number"; value: (row: Row) => number | null | undefined }
  | { holds: "flag"; value: (row: Row) => boolean | null | undefined }
  /** Milliseconds, written as a date in UTC. */
  | { holds: "time"; value: (row: Row) => number | null | undefined };

/**
 * One column of a file: its name in the first line, and its value. The kind is explicit: a column wrongly
 * taken for identifiers let formulas through.
 */
export type CsvColumn<Row> = { name: string } & Cells<Row>;

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
    // Spreadsheets assume another encoding without this mark.
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
    yield columns.map((column) => cellOf(column, row));
  }
}

function cellOf<Row>(column: CsvColumn<Row>, row: Row) {
  switch (column.holds) {
    case "text": {
      const text = column.value(row);
      return text && toCell(text);
    }
    case "matrix_id": {
      const id = column.value(row);
      return id && toIdCell(id);
    }
    case "time":
      return utc(column.value(row));
    default:
      return column.value(row);
  }
}
