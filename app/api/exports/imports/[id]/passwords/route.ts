import * as z from "zod/mini";

import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { serverOf } from "#lib/matrix/user-id.ts";
import { recorded, type Intent } from "#lib/server/audit/record.ts";
import { csvResponse } from "#lib/server/http/csv-response.ts";
import { downloadRoute } from "#lib/server/api/download-route.ts";
import { PASSWORD_COLUMNS, passwordsOf } from "#lib/server/domain/exports/import-passwords.ts";
import { fileName } from "#lib/server/http/file-response.ts";

type Context = RouteContext<"/api/exports/imports/[id]/passwords">;

/** Exports an import's generated passwords, once. It is a write, so no link leads to it. */
export async function POST(request: Request, { params }: Context) {
  const { id } = await params;
  const download = downloadRoute(
    () => routes.importUsers(id),
    ({ session, homeserver }) => {
      const { userId, realm } = session;
      if (!z.uuid().safeParse(id).success) throw new AppError("not_found");
      const intent: Intent = {
        who: userId,
        realm,
        address: homeserver.clientAddress,
        action: "imports.passwords",
        target: id,
        input: {},
      };
      const name = fileName("passwords", serverOf(userId), "csv");
      return recorded(intent, () => csvResponse(name, PASSWORD_COLUMNS, passwordsOf(id, session)));
    },
  );
  return download(request);
}
