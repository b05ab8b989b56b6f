import "server-only";
import {
  authorizationCodeGrantRequest,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  validateAuthResponse,
  type TokenEndpointResponse,
} from "oauth4webapi";

import * as z from "zod/mini";

import { LifetimeMs } from "#lib/contract/kit/bounds.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import type { TokenResponse, Grant } from "#lib/server/homeserver/grant.ts";

import { asAppError, PUBLIC_CLIENT, redirectUri, through } from "./request.ts";

const TokenAnswer = z.object({ access_token: z.string().check(z.minLength(1)) });

type Realm = Pick<Homeserver, "realm">;

/**
 * Exchanges a callback for tokens. It works once.
 * @param attempt what was stored before leaving.
 * @param arrived receives the access token at once, to revoke it if anything fails.
 */
export async function exchange(
  from: Realm,
  attempt: { grant: Grant; isNamed: boolean; state: string; verifier: string },
  query: URLSearchParams,
  arrived: (accessToken: string) => void,
): Promise<TokenResponse> {
  const { grant, isNamed, state, verifier } = attempt;
  const server = { ...grant, authorization_response_iss_parameter_supported: isNamed };
  try {
    const came = validateAuthResponse(server, grant, query, state);
    const answer = await authorizationCodeGrantRequest(
      server,
      grant,
      PUBLIC_CLIENT,
      came,
      redirectUri(),
      verifier,
      through(from),
    );
    // Also from an answer that is rejected below for other fields.
    const { data } = z.safeParse(
      TokenAnswer,
      await answer
        .clone()
        .json()
        .catch(() => undefined),
    );
    if (data) arrived(data.access_token);
    return toGiven(await processAuthorizationCodeResponse(server, grant, answer));
  } catch (thrown) {
    throw asAppError(thrown, "mas_refused", grant.issuer);
  }
}

/** Refreshes the tokens. Each refresh token works once, and again until its successor is used. */
export async function refreshGrant(
  from: Realm,
  grant: Grant,
  refreshToken: string,
): Promise<TokenResponse> {
  try {
    const answer = await refreshTokenGrantRequest(
      grant,
      grant,
      PUBLIC_CLIENT,
      refreshToken,
      through(from),
    );
    return toGiven(await processRefreshTokenResponse(grant, grant, answer));
  } catch (thrown) {
    throw asAppError(thrown, "signed_out", grant.issuer);
  }
}

/** Revokes a token's session. An unknown one counts as revoked. */
export async function revokeGrant(from: Realm, grant: Grant, token: string): Promise<void> {
  try {
    const answer = await revocationRequest(grant, grant, PUBLIC_CLIENT, token, through(from));
    await processRevocationResponse(answer);
  } catch (thrown) {
    throw asAppError(thrown, "signed_out", grant.issuer);
  }
}

const toGiven = ({
  access_token,
  refresh_token,
  expires_in,
}: TokenEndpointResponse): TokenResponse => ({
  access_token,
  ...(refresh_token && { refresh_token }),
  ...(expires_in !== undefined && { expires_in_ms: LifetimeMs.parse(expires_in * 1000) }),
});
