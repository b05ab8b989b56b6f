import { auditFilter, loadAuditSearch, toAuditAddress } from "#components/audit/audit-search.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";
import { csvResponse } from "#lib/server/csv-response.ts";
import { downloadRoute } from "#lib/server/download-route.ts";
import { asJson, AUDIT_COLUMNS } from "#lib/server/exports/audit.ts";
import { fileName } from "#lib/server/file-response.ts";
import { jsonLinesResponse } from "#lib/server/json-lines-response.ts";
import { all } from "#lib/server/store/audit.ts";
import { serverOf } from "#lib/user-name.ts";

const BATCH = 500;

/** Every record that matches the filters in the address, the newest first. */
export const GET = downloadRoute(
  (query) => toAuditAddress(routes.audit(), loadAuditSearch(query)),
  async ({ session, query }) => {
    const filter = api.audit.list.input.parse(auditFilter(loadAuditSearch(query)));
    const records = all({ ...filter, realm: session.realm }, BATCH);
    const name = (ending: string) => fileName("audit", serverOf(session.userId), ending);
    return query.get("format") === "json"
      ? jsonLinesResponse(name("jsonl"), asJson(records))
      : csvResponse(name("csv"), AUDIT_COLUMNS, records);
  },
);
