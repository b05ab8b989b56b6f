import "server-only";
import { Readable } from "node:stream";

import { begin, fileResponse } from "./file-response.ts";

/**
 * Streams rows as JSON lines: a reader needs to hold only one line, and log tools take them as they are. An
 * array would have to be read whole.
 */
export async function jsonLinesResponse(
  name: string,
  rows: AsyncGenerator<object>,
): Promise<Response> {
  const lines = Readable.from(toLines(await begin(rows)));
  return fileResponse(name, "application/x-ndjson", lines);
}

async function* toLines(rows: AsyncIterable<object>) {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}
