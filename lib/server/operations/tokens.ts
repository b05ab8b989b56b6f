import "server-only";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";
import type { Context } from "#lib/server/session/context.ts";
import { revokeOnFailure } from "#lib/server/auth/fresh-token.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { revokeToken } from "#lib/server/session/revoke-token.ts";
import { unsealOnce } from "#lib/server/crypto/seal.ts";
import { logIn } from "#lib/server/auth/password.ts";
import * as logins from "#lib/server/store/logins.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { isRefreshToken } from "#lib/server/session/token-format.ts";
import {
  isAppserviceToken,
  asTokenError,
  tokenOwner,
  type TokenOwner,
} from "#lib/server/session/token-owner.ts";

import { toLogin } from "./access.ts";
import type { Handlers, Input, Output } from "./handlers.ts";

/** No session of the dashboard has this token, so signing out leaves it valid. */
async function makeToken(
  { homeserver }: Context,
  { user, password, device_name, device_id }: Input<"tokens", "make">,
): Promise<Output<"tokens", "make">> {
  const device = { initial_device_display_name: device_name, ...(device_id && { device_id }) };
  const login = await revokeOnFailure((arrived) =>
    // Revoking it removes its device, which a client may be using if it existed before.
    logIn(homeserver, { user, password }, device, device_id ? () => undefined : arrived),
  );
  const { access_token, user_id, expires_in_ms } = login;
  return {
    access_token,
    user_id,
    device_id: login.device_id,
    expires_ts: expires_in_ms === undefined ? null : Date.now() + expires_in_ms,
    base_url: homeserver.baseUrl,
  };
}

async function checkToken(
  { homeserver, session }: Context,
  { token }: Input<"tokens", "check">,
): Promise<Output<"tokens", "check">> {
  requireAccessToken(token);
  const whose = await tokenOwner(homeserver, token);
  const { user_id, device_id, is_guest } = whose;
  const isAppservice = await isAppserviceToken(homeserver, token, whose);
  const isPerson = !is_guest && !isAppservice;
  return {
    user_id,
    kind: isAppservice ? "appservice" : is_guest ? "guest" : "user",
    is_admin: isPerson && (await opensAdminApi(homeserver, token, user_id)),
    device_id: device_id ?? null,
    device_name: device_id ? await nameOf(homeserver, whose) : null,
    expires_ts: await endOf(homeserver, token, user_id),
    is_own_session: isOwnSession({ session, homeserver }, token, whose),
  };
}

/** A later answer decides: a token that still works was not revoked. */
async function revokeGivenToken(
  { homeserver, session }: Context,
  { token }: Input<"tokens", "revoke">,
): Promise<Output<"tokens", "revoke">> {
  requireAccessToken(token);
  const whose = await tokenOwner(homeserver, token);
  if (isOwnSession({ session, homeserver }, token, whose)) throw new AppError("token_of_session");
  if (await isAppserviceToken(homeserver, token, whose)) {
    throw new AppError("token_of_appservice", { owner: whose.user_id });
  }
  await revokeToken({ ...homeserver, accessToken: token });
  const isAlive = await tokenOwner(homeserver, token).then(
    () => true,
    (thrown: unknown) => {
      const error = AppError.from(thrown);
      if (["token_unknown", "token_mistyped", "token_expired"].includes(error.code)) return false;
      throw error;
    },
  );
  if (isAlive) throw new AppError("rejected");
  return {};
}

async function listAllLogins({ homeserver }: Context): Promise<Output<"tokens", "logins">> {
  const alive = await logins.listAlive({ homeserver: homeserver.baseUrl });
  return { logins: alive.map((row) => ({ ...toLogin(row), user_id: row.target })) };
}

function requireAccessToken(token: string): void {
  if (!isRefreshToken(token)) return;
  throw new AppError("invalid_input", { fields: { token: { code: "a_refresh_token" } } });
}

const isOwnSession = (
  { session, homeserver }: Context,
  token: string,
  { user_id, device_id }: TokenOwner,
): boolean =>
  token === homeserver.accessToken ||
  (user_id === session.userId && device_id !== undefined && device_id === session.deviceId);

async function opensAdminApi(
  homeserver: Homeserver,
  accessToken: string,
  user_id: string,
): Promise<boolean> {
  try {
    await callHomeserver({ ...homeserver, accessToken }, matrix.adminProbe, { user_id });
    return true;
  } catch (thrown) {
    if (AppError.from(thrown).code === "forbidden") return false;
    throw asTokenError(thrown);
  }
}

async function nameOf(homeserver: Homeserver, { user_id, device_id }: TokenOwner) {
  const { devices } = await callHomeserver(homeserver, api.devices.list, { user_id });
  return devices.find((device) => device.device_id === device_id)?.display_name ?? null;
}

/** Synapse reports no token's expiry. It is known for tokens issued here. */
async function endOf({ baseUrl }: Homeserver, token: string, user_id: string) {
  for (const row of await logins.listAlive({ homeserver: baseUrl, target: user_id })) {
    if ((await unsealOnce("store", row.sealed_token)) === token) return row.expires_at.getTime();
  }
  return null;
}

export const tokensHandlers = {
  make: makeToken,
  check: checkToken,
  revoke: revokeGivenToken,
  logins: listAllLogins,
} satisfies Handlers<"tokens">;
