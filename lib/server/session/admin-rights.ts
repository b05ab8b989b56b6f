import "server-only";
import { setTimeout as pause } from "node:timers/promises";

import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError, nullIf } from "#lib/errors.ts";

import type { Context } from "./connect.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { BoundedMap } from "#lib/server/runtime/bounded-map.ts";
import { once } from "#lib/server/runtime/once.ts";
import { coalesceRead } from "#lib/server/runtime/coalesce-reads.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** How long a confirmed right is not checked again. */
const FRESH_MS = 60_000;
/** How long a confirmed right is enough for reads during an outage. */
const OUTAGE_MS = 10 * 60_000;
const OUTAGE_PATIENCE_MS = 1000;
const MOST_KNOWN = 1000;

/** The last confirmation, by session; 0 after a refusal. */
const confirmed = () => once("admin-rights", () => new BoundedMap<string, number>(MOST_KNOWN));

/** Every Synapse lets admins, and only them, read their own record. */
export async function requireAdmin(
  homeserver: Homeserver,
  userId: string,
): Promise<OutputOf<typeof matrix.adminProbe>> {
  try {
    const own = await callHomeserver(homeserver, matrix.adminProbe, { user_id: userId }).catch(
      nullIf("not_found"),
    );
    if (own) return own;
    await callHomeserver(homeserver, matrix.adminProbeByRooms, { limit: 1 });
    return {};
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code === "forbidden") throw new AppError("not_admin");
    if (["unsupported", "unexpected_response", "not_found"].includes(error.code)) {
      throw new AppError("admin_api_unreachable", error.details, { cause: error });
    }
    throw error;
  }
}

/** The same during sign-in, without a session that could end. */
export async function requireAdminToSignIn(
  homeserver: Homeserver,
  userId: string,
): Promise<OutputOf<typeof matrix.adminProbe>> {
  return requireAdmin(homeserver, userId).catch((thrown: unknown) => {
    // Before Synapse 1.134 a locked account gets a token, which opens nothing.
    const isLocked = AppError.from(thrown).details.errcode === "M_USER_LOCKED";
    throw isLocked ? new AppError("account_locked") : thrown;
  });
}

/**
 * Checks a session's admin rights before our own store answers: the homeserver guards only its own calls.
 * @param survivesOutage whether a right confirmed some minutes ago is enough during an outage.
 * @throws AppError `signed_out`, or why the homeserver could not be asked.
 */
export async function requireAdminStill(
  context: Context,
  { survivesOutage }: { survivesOutage: boolean },
): Promise<void> {
  const { id, startedAt } = context.session;
  // The sign-in was the first confirmation.
  const age = Date.now() - (confirmed().get(id) ?? startedAt.getTime());
  if (age < FRESH_MS) return;
  const checking = confirmAdmin(context);
  if (!survivesOutage || age >= OUTAGE_MS) return checking;
  await Promise.race([
    ignoreOutage(checking),
    pause(OUTAGE_PATIENCE_MS, undefined, { ref: false }),
  ]);
}

/** Whether a call was refused because the admin lost the rights, or the token is dead. */
export async function isRefusedAdmin(homeserver: Homeserver, refused: AppError): Promise<boolean> {
  if (refused.code === "signed_out") return true;
  if (refused.code !== "forbidden" || homeserver.userId === undefined) return false;
  return requireAdmin(homeserver, homeserver.userId).then(
    () => false,
    (thrown: unknown) => ["not_admin", "signed_out"].includes(AppError.from(thrown).code),
  );
}

/** After a refused call: ends the session if its admin rights are gone. */
export const endIfNoAdmin = (context: Context): Promise<void> =>
  ignoreOutage(confirmAdmin(context));

async function ignoreOutage(checking: Promise<void>): Promise<void> {
  await checking.catch((thrown: unknown) => {
    if (AppError.from(thrown).code === "signed_out") throw thrown;
  });
}

/** Asks the homeserver, once for concurrent requests. */
const confirmAdmin = ({ session, homeserver }: Context): Promise<void> =>
  coalesceRead([session.id, "admin rights"], undefined, async () => {
    const askedAt = Date.now();
    try {
      await requireAdmin(homeserver, session.userId);
      confirmed().set(session.id, askedAt);
    } catch (thrown) {
      const { code } = AppError.from(thrown);
      // A read that did not wait for this answer was let in: the next one is not.
      if (["not_admin", "signed_out"].includes(code)) confirmed().set(session.id, 0);
      if (code !== "not_admin") throw thrown;
      throw new AppError("signed_out", { reason: "not_admin" }, { cause: thrown });
    }
  });
