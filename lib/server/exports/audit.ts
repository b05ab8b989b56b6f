import "server-only";

import type { AuditRecord } from "#lib/contract/audit.ts";
import type { CsvColumn } from "#lib/server/csv-response.ts";
import { utc } from "#lib/server/file-response.ts";

export const AUDIT_COLUMNS: readonly CsvColumn<AuditRecord>[] = [
  { name: "id", value: ({ id }) => id },
  { name: "at", value: ({ at_ts }) => utc(at_ts) },
  { name: "who", value: ({ who }) => who },
  { name: "ip", value: ({ ip }) => ip },
  { name: "action", value: ({ action }) => action },
  { name: "target", value: ({ target }) => target },
  { name: "input", value: ({ input }) => JSON.stringify(input) },
  { name: "outcome", value: ({ outcome }) => outcome },
  { name: "confirmed_at", value: ({ confirmed_ts }) => utc(confirmed_ts) },
  { name: "error", value: ({ error }) => error?.code },
  { name: "error_details", value: ({ error }) => error && JSON.stringify(error.details) },
  { name: "duration_ms", value: ({ duration_ms }) => duration_ms },
  { name: "job_id", value: ({ job_id }) => job_id },
];

/** The same fields in JSON, where input and details are no text. */
export async function* asJson(records: AsyncIterable<AuditRecord>): AsyncGenerator<object> {
  for await (const { at_ts, confirmed_ts, ...record } of records) {
    yield { ...record, at: utc(at_ts), confirmed_at: utc(confirmed_ts) };
  }
}
