import "server-only";
import { Readable } from "node:stream";

import { begin, fileResponse } from "./file-response.ts";

/**
 * Streams rows as JSON, one to a line: whoever reads the file needs to hold no more than a line of it
 * either, and log tools take it as it is. One array would have to be read whole.
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
