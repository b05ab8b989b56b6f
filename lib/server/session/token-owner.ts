import "server-only";
import { randomBytes } from "node:crypto";

import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { looksIncomplete } from "./token-format.ts";

export type TokenOwner = OutputOf<typeof matrix.whoami>;

/**
 * Finds a token's owner. Errors concern that token, not the admin's: for an unknown one, also that it may be
 * incomplete.
 */
export async function tokenOwner(homeserver: Homeserver, accessToken: string): Promise<TokenOwner> {
  try {
    return await callHomeserver({ ...homeserver, accessToken }, matrix.whoami, {});
  } catch (thrown) {
    const error = asTokenError(thrown);
    if (error.code !== "token_unknown" || !looksIncomplete(accessToken)) throw error;
    throw new AppError("token_mistyped");
  }
}

/** The homeserver's refusal of a token that is not the session's own. */
export function asTokenError(thrown: unknown): AppError {
  const error = AppError.from(thrown);
  if (error.code !== "signed_out") return error;
  const { reason, ...details } = error.details;
  if (details.errcode === "M_USER_LOCKED") return new AppError("account_locked", details);
  return new AppError(reason === "token_expired" ? "token_expired" : "token_unknown");
}

/**
 * An application service may name a user to act as, and is refused for an unknown user. Synapse ignores the
 * parameter for other tokens.
 */
export async function isAppserviceToken(
  homeserver: Homeserver,
  accessToken: string,
  { user_id, device_id }: TokenOwner,
): Promise<boolean> {
  if (device_id) return false;
  const nobody = `@nobody-${randomBytes(8).toString("hex")}:${serverOf(user_id)}`;
  try {
    await callHomeserver({ ...homeserver, accessToken }, matrix.whoami, { user_id: nobody });
    return false;
  } catch (thrown) {
    if (AppError.from(thrown).code === "forbidden") return true;
    throw asTokenError(thrown);
  }
}
