import "server-only";
import { Readable } from "node:stream";

/**
 * Waits for the first row of a file. Throws an earlier error; a later one breaks the connection, so that a
 * browser reports a failed download and a part does not pass for the whole.
 */
export async function begin<Row>(rows: AsyncGenerator<Row>): Promise<AsyncGenerator<Row>> {
  const first = await rows.next();
  return (async function* () {
    if (first.done) return;
    try {
      yield first.value;
      yield* rows;
    } finally {
      // A reader that stops ends the rows too, even at the first.
      await rows.return(undefined);
    }
  })();
}

/** Streams a file for download. */
export const fileResponse = (name: string, type: string, content: Readable): Response =>
  new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

/** Exports and logs use UTC. */
export const utc = (ms: number | null | undefined): string | null =>
  ms ? new Date(ms).toISOString() : null;

/** `users-example.org-2026-11-22.csv` */
export const fileName = (what: string, server: string, ending: string): string =>
  `${what}-${server.replace(/[^\w.-]/g, "_")}-${new Date().toISOString().slice(0, 10)}.${ending}`;
