import "server-only";
import * as z from "zod/mini";

import { AppError } from "#lib/errors.ts";
import type { CsvColumn } from "#lib/server/http/csv-response.ts";
import { pages } from "#lib/server/runtime/pages.ts";
import * as jobItems from "#lib/server/store/job-items.ts";
import * as jobs from "#lib/server/store/jobs.ts";

const PAGE = 1000;

export const ITEM_COLUMNS: readonly CsvColumn<jobItems.ItemRow>[] = [
  { name: "user_id", holds: "matrix_id", value: ({ target }) => target },
  { name: "state", holds: "text", value: ({ state }) => state },
  { name: "error", holds: "text", value: ({ error }) => error?.code },
  {
    name: "homeserver_says",
    holds: "text",
    value: ({ error }) => text(error?.details["homeserverSays"]),
  },
  { name: "result", holds: "text", value: ({ result }) => JSON.stringify(result) },
  { name: "ended_ts", holds: "time", value: ({ ended_at }) => ended_at?.getTime() },
];

const text = (value: unknown) => (typeof value === "string" ? value : undefined);

/** A job's items in order. */
export async function* allItems(id: string, realm: string): AsyncGenerator<jobItems.ItemRow> {
  // It stands in the address of a file: no contract has seen it.
  const job = z.uuid().safeParse(id).success ? await jobs.get(id) : undefined;
  if (job?.realm !== realm) throw new AppError("not_found");
  const list = pages({
    first: 0,
    read: async (from) => {
      const { rows } = await jobItems.list(id, { from, limit: PAGE });
      return { rows, next: rows.length < PAGE ? undefined : from + PAGE };
    },
  });
  for await (const rows of list) yield* rows;
}
