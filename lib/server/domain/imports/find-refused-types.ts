import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { USER_TYPES } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";
import type { Context } from "#lib/server/session/context.ts";
import * as importRows from "#lib/server/store/import-rows.ts";
import * as imports from "#lib/server/store/imports.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** How many types that only the homeserver's configuration could know are checked. */
const MOST_ASKED = 20;

/** Marks the rows whose type the homeserver would reject. */
export async function findRefusedTypes(
  context: Context,
  id: string,
  column: string,
): Promise<void> {
  for (const type of await importRows.typesGiven(id, MOST_ASKED)) {
    if (USER_TYPES.some((known) => known === type)) continue;
    if (await isRefused(context, type)) await importRows.refuseType(id, column, type);
    await imports.touch(id);
  }
}

/** No call lists the types. An unexpected answer proves nothing. */
async function isRefused({ homeserver, session }: Context, user_type: string): Promise<boolean> {
  const probe = { user_id: session.userId, user_type, admin: "probe" as const };
  try {
    await callHomeserver(homeserver, matrix.probeUserType, probe);
    return false;
  } catch (thrown) {
    const { code, details } = AppError.from(thrown);
    if (code === "signed_out" || code === "shutting_down") throw thrown;
    return /user.type/i.test(details.homeserverSays ?? "");
  }
}
