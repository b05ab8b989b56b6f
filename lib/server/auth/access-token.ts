import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";

import { requireAdminToSignIn } from "#lib/server/session/admin-rights.ts";
import { limitSignIn } from "#lib/server/http/rate-limit.ts";
import { discover, learnServerName } from "#lib/server/discovery/discover.ts";
import { asOfRead } from "#lib/server/homeserver/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import type { Login } from "#lib/server/session/session.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";
import { isRefreshToken, looksIncomplete } from "#lib/server/session/token-format.ts";
import type { TokenResponse } from "#lib/server/homeserver/grant.ts";
import { isAppserviceToken, tokenOwner, type TokenOwner } from "#lib/server/session/token-owner.ts";

type Pasted = { access_token: string; refresh_token: string };

/** Signs an admin in with an existing access token. The token is theirs, so it is never revoked here. */
export async function signInWithToken(homeserver: Homeserver, pasted: Pasted): Promise<Login> {
  requireRightFields(pasted);
  const { masIssuer } = await discover(homeserver);
  if (masIssuer !== null && pasted.refresh_token !== "") {
    // MAS refreshes a token only for its own client.
    throw invalidToken("refresh_token", "not_renewable");
  }
  return limitSignIn(homeserver.clientAddress, "an access token", async () => {
    const { given, whose } = await recognise(homeserver, pasted);
    const holder = { ...homeserver, accessToken: given.access_token };
    if (whose.is_guest) throw new AppError("token_of_guest", { owner: whose.user_id });
    if (await isAppserviceToken(homeserver, given.access_token, whose)) {
      throw new AppError("token_of_appservice", { owner: whose.user_id });
    }
    const { displayname } = await requireAdminToSignIn(holder, whose.user_id).catch(
      (thrown: unknown) => {
        if (AppError.from(thrown).code !== "not_admin") throw thrown;
        throw new AppError("token_not_admin", { owner: whose.user_id });
      },
    );
    learnServerName(homeserver, whose.user_id);
    const { user_id, device_id } = whose;
    const who = { user_id, device_id, displayname: displayname ?? null };
    return { ...given, ...who, gotBy: "pasted", masIssuer: masIssuer ?? undefined };
  });
}

function requireRightFields({ access_token, refresh_token }: Pasted): void {
  if (isRefreshToken(access_token)) throw invalidToken("access_token", "a_refresh_token");
  if (refresh_token === "" || isRefreshToken(refresh_token)) return;
  throw invalidToken("refresh_token", "not_a_refresh_token");
}

const invalidToken = (field: keyof Pasted, code: string) =>
  new AppError("invalid_input", { fields: { [field]: { code } } });

/** Finds the token's owner, after refreshing an expired token if there is a refresh token. */
async function recognise(
  homeserver: Homeserver,
  { access_token, refresh_token }: Pasted,
): Promise<{ given: TokenResponse; whose: TokenOwner }> {
  const given: TokenResponse = { access_token, ...(refresh_token && { refresh_token }) };
  try {
    return { given, whose: await tokenOwner(homeserver, access_token) };
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.code !== "token_expired" || refresh_token === "") throw error;
    const next = await callHomeserver(homeserver, matrix.refresh, { refresh_token }).catch(
      (refused: unknown) => {
        const { code } = AppError.from(refused);
        if (!["forbidden", "signed_out"].includes(code)) throw asOfRead(AppError.from(refused));
        throw looksIncomplete(refresh_token) ? invalidToken("refresh_token", "damaged") : error;
      },
    );
    return {
      given: { refresh_token, ...next },
      whose: await tokenOwner(homeserver, next.access_token),
    };
  }
}
