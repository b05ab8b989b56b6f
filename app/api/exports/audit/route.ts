import { auditFilter, loadAuditSearch, toAuditAddress } from "#lib/search-params/audit.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";
import { csvResponse } from "#lib/server/http/csv-response.ts";
import { downloadRoute } from "#lib/server/api/download-route.ts";
import { asJson, AUDIT_COLUMNS } from "#lib/server/domain/exports/audit.ts";
import { fileName } from "#lib/server/http/file-response.ts";
import { jsonLinesResponse } from "#lib/server/http/json-lines-response.ts";
import { all } from "#lib/server/store/audit.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

const BATCH = 500;

/** Exports every record that matches the URL's filters, newest first. */
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
