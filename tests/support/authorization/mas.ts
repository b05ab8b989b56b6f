import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

import { sendJson } from "#tests/support/fake-homeserver.ts";
import { startTestSynapse } from "#tests/support/test-run.ts";

import { startProvider, textOf } from "./provider.ts";

const SECRET = "known-to-synapse-and-its-authentication-service";
const RESOURCE = "urn:matrix";
const DEVICE = "urn:matrix:client:device:";
const ADMIN = /urn:(synapse|mas):admin/;

/**
 * A homeserver that leaves its accounts to an authentication service, which is `oidc-provider` with what
 * the Matrix Authentication Service does otherwise: it tells Synapse whose a token is, makes and removes
 * devices there, gives a client that registers again the name it had, takes a refresh token again until its successor
 * was used, and keeps those who may not be admins.
 *
 * @param admins who may be one.
 */
export async function startMas({
  admins,
  accessTokenSeconds = 300,
}: {
  admins: readonly string[];
  accessTokenSeconds?: number;
}) {
  const tokens = new Set<string>();
  const scopes = new Set<string>();
  const clients = new Set<string>();
  const devices = new Map<string, { localpart: string; device_id: string }>();
  let refreshes = 0;
  let isNextLost = false;
  let homeserver = "";

  const tellSynapse = async (what: string, body: object) => {
    const answer = await fetch(`${homeserver}/_synapse/mas/${what}`, {
      method: "POST",
      headers: { authorization: `Bearer ${SECRET}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
  };

  const at = await startProvider({
    mayAllow: (user, scope) => admins.includes(user) || !ADMIN.test(scope),
    configuration: {
      routes: {
        authorization: "/authorize",
        token: "/oauth2/token",
        registration: "/oauth2/registration",
      },
      scopes: ["openid"],
      features: {
        registration: {
          enabled: true,
          issueRegistrationAccessToken: false,
          idFactory: (context) =>
            createHash("sha256")
              .update(JSON.stringify(context.oidc.body))
              .digest("hex")
              .slice(0, 26),
        },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => RESOURCE,
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: [...scopes].join(" "),
            audience: RESOURCE,
            accessTokenFormat: "opaque",
          }),
        },
      },
      issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
      rotateRefreshToken: true,
      ttl: { AccessToken: accessTokenSeconds },
    },
    own,
  });
  const { provider, shelf, issuer } = at;
  provider.on("access_token.saved", (token) => tokens.add(String(token.jti)));
  provider.on("refresh_token.saved", (token) => tokens.add(String(token.jti)));
  provider.on("registration_create.success", (_, client) => clients.add(client.clientId));

  async function own(url: URL, request: IncomingMessage, response: ServerResponse) {
    for (const scope of url.searchParams.get("scope")?.split(" ") ?? []) scopes.add(scope);
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        sendJson(response, 200, metadata(issuer));
        return true;
      case "/oauth2/introspect":
        sendJson(response, 200, await introspect(await tokenIn(request)));
        return true;
      case "/oauth2/revoke":
        await endGrant((await find(await tokenIn(request)))?.grantId);
        response.writeHead(200).end();
        return true;
      case "/oauth2/token":
        if (isNextLost) loseAnswer(request, response);
        return false;
    }
    return false;
  }

  function loseAnswer(request: IncomingMessage, response: ServerResponse) {
    isNextLost = false;
    response.end = () => {
      request.socket.destroy();
      return response;
    };
  }

  const find = async (token: string) =>
    (await provider.AccessToken.find(token)) ?? (await provider.RefreshToken.find(token));

  async function introspect(token: string) {
    const found = await provider.AccessToken.find(token);
    if (!found?.grantId) return { active: false };
    shelf.settle(found.grantId);
    const granted = [...found.scopes];
    const localpart = found.accountId;
    const device_id = granted.find((scope) => scope.startsWith(DEVICE))?.slice(DEVICE.length);
    if (device_id && !devices.has(found.grantId)) {
      devices.set(found.grantId, { localpart, device_id });
      await tellSynapse("upsert_device", { localpart, device_id });
    }
    const older = granted.map((scope) =>
      scope.replace("urn:matrix:client:", "urn:matrix:org.matrix.msc2967.client:"),
    );
    const expires_in =
      found.exp === undefined ? undefined : found.exp - Math.floor(Date.now() / 1000);
    return {
      active: true,
      scope: [...new Set([...granted, ...older])].join(" "),
      client_id: found.clientId,
      username: localpart,
      token_type: "access_token",
      expires_in,
      sub: localpart,
    };
  }

  async function endGrant(grantId: string | undefined) {
    if (!grantId) return;
    shelf.revoke(grantId);
    const device = devices.get(grantId);
    devices.delete(grantId);
    if (device) await tellSynapse("delete_device", device);
  }

  const synapse = await startTestSynapse(
    {
      matrix_authentication_service: { enabled: true, endpoint: `${issuer}/`, secret: SECRET },
      password_config: { enabled: false },
      enable_registration: false,
      login_via_existing_session: { enabled: false },
      enable_3pid_changes: false,
    },
    undefined,
    "mas.localhost",
  );
  homeserver = synapse.baseUrl;
  provider.on("grant.success", ({ oidc }) => {
    if (oidc.params?.["grant_type"] === "refresh_token") refreshes += 1;
  });

  return {
    issuer,
    synapse,
    /** Every access and refresh token that it gave. */
    tokens,
    /** The clients that registered. */
    clients,
    refreshes: () => refreshes,
    /** The next answer with tokens does not arrive. */
    loseNextAnswer: () => void (isNextLost = true),
    /** Makes an account, as the service does when somebody signs up. */
    provision: async (localpart: string) => {
      await tellSynapse("provision_user", { localpart, set_displayname: localpart });
      return `@${localpart}:${synapse.serverName}`;
    },
    /** Ends whatever this account is signed in to, as an admin of the service does. */
    endSessions: async (localpart: string) => {
      for (const [grantId, device] of devices) {
        if (device.localpart === localpart) await endGrant(grantId);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await synapse.stop();
      await at[Symbol.asyncDispose]();
    },
  };
}

const tokenIn = async (request: IncomingMessage) =>
  new URLSearchParams(await textOf(request)).get("token") ?? "";

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/oauth2/token`,
  registration_endpoint: `${issuer}/oauth2/registration`,
  revocation_endpoint: `${issuer}/oauth2/revoke`,
  account_management_uri: `${issuer}/account/`,
  response_types_supported: ["code"],
  grant_types_supported: ["authorization_code", "refresh_token"],
  code_challenge_methods_supported: ["plain", "S256"],
});
