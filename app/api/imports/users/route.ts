import * as z from "zod/mini";

import { IMPORT_FIELDS } from "#lib/contract/import-columns.ts";
import { IMPORT_MAX_BYTES, type Uploaded } from "#lib/contract/imports.ts";
import { api } from "#lib/contract/index.ts";
import { AppError, invalidInput } from "#lib/errors.ts";
import { serverOf } from "#lib/matrix/user-id.ts";
import { requireContext } from "#lib/server/session/context.ts";
import { beginCheck } from "#lib/server/domain/imports/check.ts";
import { receive } from "#lib/server/domain/imports/receive.ts";
import { readPasswordPolicy } from "#lib/server/domain/users/password-policy.ts";
import { assertNotManagedByMas } from "#lib/server/homeserver/guards.ts";
import { jsonRoute } from "#lib/server/api/json-route.ts";
import { touchSession } from "#lib/server/session/session.ts";

const Query = z.object({
  name: z._default(z.string().check(z.maxLength(1000)), ""),
  /** The columns' meanings in order, if their names do not tell. */
  columns: z.optional(
    z.pipe(
      z.pipe(
        z.string().check(z.maxLength(10_000)),
        z.transform((text) => text.split(",").map((field) => field || null)),
      ),
      z.array(z.nullable(z.enum(IMPORT_FIELDS))),
    ),
  ),
});

/** Receives a CSV file of users, and starts checking it. The body is the file. */
export const POST = jsonRoute(async (request) => {
  const context = await requireContext("write");
  await touchSession(context.session);
  const query = Query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw invalidInput(query.error);
  // Rejects a file that could not be imported.
  assertNotManagedByMas(context.homeserver, api.imports.start, {});
  if (Number(request.headers.get("content-length")) > IMPORT_MAX_BYTES) {
    throw new AppError("file_too_large");
  }
  if (!request.body) throw new AppError("no_user_column");
  const { session } = context;
  const id = await receive({
    author: session.userId,
    realm: session.realm,
    homeserver: {
      server: serverOf(session.userId),
      policy: await readPasswordPolicy(context.homeserver),
    },
    fileName: query.data.name,
    chosen: query.data.columns,
    body: request.body,
  });
  await beginCheck(context, id);
  return { import_id: id } satisfies z.infer<typeof Uploaded>;
});
