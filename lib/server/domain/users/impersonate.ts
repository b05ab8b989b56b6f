import "server-only";

import { accessCalls } from "#lib/contract/internal/access.ts";
import { AppError } from "#lib/errors.ts";

import type { Context } from "#lib/server/session/context.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { revokeToken } from "#lib/server/session/revoke-token.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Enough for a call or two, and short in case revoking fails. */
const BRIEF_MS = 60_000;

/** An access token for another account. The homeserver issues none for the admin's own. */
export async function tokenOf(
  homeserver: Homeserver,
  user_id: string,
  valid_until_ms: number,
): Promise<string> {
  const input = { user_id, valid_until_ms };
  return (await callHomeserver(homeserver, accessCalls.login, input)).access_token;
}

/**
 * Acts as a user, with a token that is never shown and is revoked right after. The admin's own account needs
 * none.
 */
export async function asUser<T>(
  { session, homeserver }: Context,
  user_id: string,
  run: (asThem: Homeserver) => Promise<T>,
): Promise<T> {
  if (user_id === session.userId) return run(homeserver);
  const accessToken = await tokenOf(homeserver, user_id, Date.now() + BRIEF_MS);
  const asThem = { ...homeserver, accessToken, userId: user_id };
  try {
    return await run(asThem);
  } catch (thrown) {
    throw refusedToThem(thrown);
  } finally {
    await revokeToken(asThem).catch((error: unknown) =>
      logger().warn({ error }, "a token could not be revoked, and expires within a minute"),
    );
  }
}

/** The refusal concerns the user, not the admin, whose session has not ended. */
function refusedToThem(thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.code !== "signed_out") return error;
  const { reason: _, ...details } = error.details;
  return new AppError("rejected", details, { cause: error });
}
