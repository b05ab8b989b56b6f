import "server-only";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";

import { requireAdminToSignIn } from "#lib/server/session/admin-rights.ts";
import { limitSignIn } from "#lib/server/http/rate-limit.ts";
import { learnServerName } from "#lib/server/discovery/discover.ts";
import type { ResolvedServer } from "#lib/server/discovery/resolve.ts";
import { askForToken, type Arrived } from "./fresh-token.ts";
import { homeserverAt } from "#lib/server/session/connect.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { exchange } from "#lib/server/oauth/grant.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { isStillAllowed } from "#lib/server/homeserver/realm.ts";
import { withToken } from "#lib/server/session/renew-token.ts";
import type { Login } from "#lib/server/session/session.ts";
import { takeAttempt, type Attempt } from "./attempt.ts";
import { deviceName } from "./password.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import type { TokenResponse } from "#lib/server/homeserver/grant.ts";
import { tokenOwner } from "#lib/server/session/token-owner.ts";

/**
 * Completes a sign-in when the browser returns from the homeserver. A callback without its attempt is
 * refused: a link could sign a victim in to another person's account.
 */
export async function completeSignIn(
  query: URLSearchParams,
  arrived: Arrived,
): Promise<{ place: ResolvedServer; from: Homeserver; login: Login }> {
  const attempt = await takeAttempt(query.get("state"));
  if (!attempt || !isStillAllowed(attempt)) throw new AppError("attempt_unknown");
  const { baseUrl, realm, way } = attempt;
  const place = { baseUrl, realm };
  const from = await homeserverAt(place);
  const login = await limitSignIn(from.clientAddress, way, async () => {
    const given = await (attempt.way === "sso"
      ? exchangeLoginToken(from, query.get("loginToken"), arrived)
      : exchangeCode(from, attempt, query, arrived));
    return verifyAdmin(from, given, attempt);
  });
  return { place, from, login };
}

/** https://spec.matrix.org/latest/client-server-api/#token-based-user-login */
async function exchangeLoginToken(
  from: Homeserver,
  token: string | null,
  arrived: Arrived,
): Promise<TokenResponse> {
  if (!token) throw new AppError("sso_refused");
  const device = { initial_device_display_name: deviceName(), refresh_token: true as const };
  const request = { type: "m.login.token" as const, token, ...device };
  try {
    return await askForToken(from, matrix.loginWithToken, request, arrived);
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.details.errcode === "M_USER_LOCKED") throw new AppError("account_locked");
    if (error.code === "forbidden") throw new AppError("sso_refused", error.details);
    throw error;
  }
}

async function exchangeCode(
  from: Homeserver,
  attempt: Extract<Attempt, { way: "mas" }>,
  query: URLSearchParams,
  arrived: Arrived,
): Promise<TokenResponse> {
  const { grant } = attempt;
  const given = await exchange(from, attempt, query, (access_token) =>
    arrived(withToken(from, { access_token, grant })),
  );
  return { ...given, grant };
}

async function verifyAdmin(
  from: Homeserver,
  given: TokenResponse,
  attempt: Attempt,
): Promise<Login> {
  const masIssuer = attempt.way === "mas" ? attempt.grant.issuer : undefined;
  const holder = withToken(from, given);
  const { user_id, device_id } = await tokenOwner(holder, given.access_token);
  const { displayname } = await requireAdminToSignIn(holder, user_id);
  learnServerName(from, user_id);
  if (attempt.way === "mas") await nameDevice(holder, user_id, attempt.deviceId);
  const who = { user_id, device_id, displayname: displayname ?? null };
  return { ...given, ...who, gotBy: attempt.way, masIssuer };
}

/** The authentication service creates the device, without a readable name. */
async function nameDevice(holder: Homeserver, user_id: string, device_id: string): Promise<void> {
  const named = { user_id, device_id, display_name: deviceName() };
  await callHomeserver(holder, api.devices.rename, named).catch((error: unknown) => {
    logger().warn({ error }, "the device of a session could not be given its name");
  });
}
