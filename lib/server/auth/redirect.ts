import "server-only";
import { randomBytes } from "node:crypto";
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomState,
} from "oauth4webapi";

import type { RedirectRequest } from "#lib/contract/sign-in/redirect.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";

import { limitServerLookups } from "#lib/server/http/rate-limit.ts";
import { discover } from "#lib/server/discovery/discover.ts";
import { env } from "#lib/server/runtime/env.ts";
import { askedHomeserver } from "#lib/server/session/connect.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { clientIdAt } from "#lib/server/oauth/client.ts";
import { redirectUri } from "#lib/server/oauth/request.ts";
import { readMetadata, toServer } from "#lib/server/oauth/server.ts";
import { isTypedRealm } from "#lib/server/homeserver/realm.ts";
import { returnPath } from "./return-path.ts";
import { attemptEnds, keepAttempt, unfinishedAttempt, type Attempt } from "./attempt.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Returns the address for a sign-in, and ties its callback to this browser. */
export async function beginRedirect({
  way,
  server,
  provider,
  to,
  masAdmin = false,
}: RedirectRequest): Promise<{ url: string }> {
  const { homeserver } = await askedHomeserver(server);
  await limitServerLookups(homeserver.clientAddress);
  const { baseUrl, realm } = homeserver;
  const attempt: Begun = {
    state: generateRandomState(),
    to: returnPath(to),
    baseUrl,
    realm,
    until: attemptEnds(),
  };
  const url =
    way === "sso"
      ? await toSingleSignOn(homeserver, attempt, provider)
      : await toMas(homeserver, attempt, masAdmin);
  return { url: url.href };
}

type Begun = Pick<Attempt, "state" | "to" | "baseUrl" | "realm" | "until">;

/** https://spec.matrix.org/latest/client-server-api/#redirecting-to-the-authentication-server */
async function toSingleSignOn(homeserver: Homeserver, attempt: Begun, provider?: string) {
  const { ways } = await discover(homeserver);
  const sso = ways.find(({ type }) => type === "sso");
  const isOffered = provider === undefined || sso?.providers.some(({ id }) => id === provider);
  if (!sso || !isOffered) throw new AppError("way_not_offered");
  const path = "/_matrix/client/v3/login/sso/redirect";
  const which = provider === undefined ? "" : `/${encodeURIComponent(provider)}`;
  const url = new URL((await forBrowsers(homeserver)) + path + which);
  const back = new URL(redirectUri());
  back.searchParams.set("state", attempt.state);
  url.searchParams.set("redirectUrl", back.href);
  await keepAttempt({ ...attempt, way: "sso" });
  return url;
}

/** The browser's address of a homeserver that the dashboard may reach by an internal one. */
async function forBrowsers(homeserver: Homeserver): Promise<string> {
  const { HOMESERVER_URL, PUBLIC_HOMESERVER_URL } = env();
  const { baseUrl, realm } = homeserver;
  if (HOMESERVER_URL) return PUBLIC_HOMESERVER_URL ?? HOMESERVER_URL;
  if (isTypedRealm(realm)) return baseUrl;
  // The configured address may be internal; the homeserver knows its public one.
  const said = await callHomeserver(homeserver, matrix.clientAddress, {}).catch(() => null);
  return said?.["m.homeserver"].base_url.replace(/\/+$/, "") ?? baseUrl;
}

const MATRIX = "urn:matrix:client:api:*";
const SYNAPSE_ADMIN = "urn:synapse:admin:*";
const MAS_ADMIN = "urn:mas:admin";

/** https://spec.matrix.org/latest/client-server-api/#login-via-the-oauth-20-api */
async function toMas(homeserver: Homeserver, attempt: Begun, masAdmin: boolean) {
  const metadata = await readMetadata(homeserver);
  if (!metadata) throw new AppError("way_not_offered");
  const server = toServer(homeserver, metadata);
  const { issuer, token_endpoint, revocation_endpoint } = server;
  const client_id = await clientIdAt(homeserver, server, (await unfinishedAttempt()) !== undefined);
  const verifier = generateRandomCodeVerifier();
  // New each time: two sessions that share a device keep each other alive.
  const deviceId = randomBytes(8).toString("hex").toUpperCase();
  const scopes = [MATRIX, `urn:matrix:client:device:${deviceId}`, SYNAPSE_ADMIN];

  const url = new URL(server.authorization_endpoint);
  const query = {
    response_type: "code",
    client_id,
    redirect_uri: redirectUri(),
    scope: [...scopes, ...(masAdmin ? [MAS_ADMIN] : [])].join(" "),
    state: attempt.state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  await keepAttempt({
    ...attempt,
    way: "mas",
    grant: { issuer, client_id, token_endpoint, revocation_endpoint },
    isNamed: server.authorization_response_iss_parameter_supported ?? false,
    verifier,
    deviceId,
  });
  return url;
}
