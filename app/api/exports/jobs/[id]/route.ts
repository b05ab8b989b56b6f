import { csvResponse } from "#lib/server/http/csv-response.ts";
import { downloadRoute } from "#lib/server/api/download-route.ts";
import { allItems, ITEM_COLUMNS } from "#lib/server/domain/exports/job-items.ts";
import { fileName } from "#lib/server/http/file-response.ts";
import { routes } from "#lib/routes.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

/** Exports every item of a job with its result. */
export async function GET(request: Request, { params }: RouteContext<"/api/exports/jobs/[id]">) {
  const { id } = await params;
  const download = downloadRoute(
    () => routes.job(id),
    ({ session }) =>
      csvResponse(
        fileName("job", serverOf(session.userId), "csv"),
        ITEM_COLUMNS,
        allItems(id, session.realm),
      ),
  );
  return download(request);
}
