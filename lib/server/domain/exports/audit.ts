import "server-only";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { CsvColumn } from "#lib/server/http/csv-response.ts";
import { utc } from "#lib/server/http/file-response.ts";

export const AUDIT_COLUMNS: readonly CsvColumn<AuditRecord>[] = [
  { name: "id", holds: "text", value: ({ id }) => id },
  { name: "at", holds: "time", value: ({ at_ts }) => at_ts },
  { name: "who", holds: "matrix_id", value: ({ who }) => who },
  { name: "ip", holds: "text", value: ({ ip }) => ip },
  { name: "action", holds: "text", value: ({ action }) => action },
  { name: "target", holds: "matrix_id", value: ({ target }) => target },
  { name: "input", holds: "text", value: ({ input }) => JSON.stringify(input) },
  { name: "outcome", holds: "text", value: ({ outcome }) => outcome },
  { name: "confirmed_at", holds: "time", value: ({ confirmed_ts }) => confirmed_ts },
  { name: "error", holds: "text", value: ({ error }) => error?.code },
  {
    name: "error_details",
    holds: "text",
    value: ({ error }) => error && JSON.stringify(error.details),
  },
  { name: "duration_ms", holds: "number", value: ({ duration_ms }) => duration_ms },
  { name: "job_id", holds: "text", value: ({ job_id }) => job_id },
];

/** The same fields as JSON, with structured input and details. */
export async function* asJson(records: AsyncIterable<AuditRecord>): AsyncGenerator<object> {
  for await (const { at_ts, confirmed_ts, ...record } of records) {
    yield { ...record, at: utc(at_ts), confirmed_at: utc(confirmed_ts) };
  }
}
