import "server-only";
import {
  dynamicClientRegistrationRequest,
  processDynamicClientRegistrationResponse,
} from "oauth4webapi";

import { AppError } from "#lib/errors.ts";
import { env } from "#lib/server/runtime/env.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { isLoopback } from "#lib/server/homeserver/loopback.ts";
import * as oauthClients from "#lib/server/store/oauth-clients.ts";

import { asAppError, redirectUri, through } from "./request.ts";
import type { MasServer } from "./server.ts";

/**
 * The dashboard's client ID at an authentication service: from the settings, or from registering itself
 * there.
 * @param isAgain a user did not return from there: the service may have forgotten the client.
 */
export async function clientIdAt(
  homeserver: Homeserver,
  server: MasServer,
  isAgain: boolean,
): Promise<string> {
  const known = await knownClientAt(homeserver, server);
  if (known !== undefined && !(isAgain && known !== env().OAUTH_CLIENT_ID)) return known;
  const client_id = await register(homeserver, server);
  await oauthClients.keep({ issuer: server.issuer, redirect_uri: redirectUri(), client_id });
  return client_id;
}

/** Undefined: no sign-in there yet. */
export async function knownClientAt(
  { baseUrl }: Homeserver,
  { issuer }: MasServer,
): Promise<string | undefined> {
  const { HOMESERVER_URL, OAUTH_CLIENT_ID } = env();
  if (OAUTH_CLIENT_ID && baseUrl === HOMESERVER_URL) return OAUTH_CLIENT_ID;
  return (await oauthClients.find({ issuer, redirect_uri: redirectUri() }))?.client_id;
}

async function register(homeserver: Homeserver, server: MasServer): Promise<string> {
  const { issuer } = server;
  if (!server.registration_endpoint) {
    throw new AppError("mas_unusable", { server: issuer, technical: "registration_endpoint" });
  }
  try {
    const answer = await dynamicClientRegistrationRequest(
      server,
      clientMetadata(issuer),
      through(homeserver),
    );
    return (await processDynamicClientRegistrationResponse(answer)).client_id;
  } catch (thrown) {
    throw asAppError(thrown, "mas_registration_refused", issuer);
  }
}

/** Always the same metadata: for it a service returns the client that it already has. */
function clientMetadata(issuer: string) {
  const { origin, protocol, hostname } = env().PUBLIC_URL;
  const isNative = protocol === "http:" && isLoopback(hostname);
  return {
    client_name: "Synapse Dashboard",
    // A native application may return to this machine over http. Its page must be on https, at any host.
    application_type: isNative ? "native" : "web",
    client_uri: isNative && issuer.startsWith("https:") ? issuer : `${origin}/`,
    redirect_uris: [redirectUri()],
    response_types: ["code"],
    grant_types: ["authorization_code", "refresh_token"],
    token_endpoint_auth_method: "none",
  };
}
