import * as z from "zod/mini";

import { LifetimeMs } from "#lib/contract/kit/bounds.ts";
import { endpoint, secret } from "#lib/contract/kit/endpoint.ts";
import { unaffected } from "#lib/contract/kit/mas.ts";
import { DeviceId, Empty, UserId } from "#lib/contract/kit/scalars.ts";
import { rows } from "#lib/contract/kit/tolerant.ts";

const device = {
  initial_device_display_name: z.string(),
  /** Absent: a new one. */
  device_id: z.optional(DeviceId),
  /** Requests a short-lived token with a refresh token. Some homeservers ignore it. */
  refresh_token: z.optional(z.literal(true)),
};

const passwordLogin = {
  type: z.literal("m.login.password"),
  identifier: z.object({ type: z.literal("m.id.user"), user: z.string() }),
  password: secret(z.string()),
  ...device,
};

const Renewable = {
  access_token: z.string(),
  refresh_token: z.optional(z.string()),
  expires_in_ms: LifetimeMs,
};

/** `well_known` is not read: after sign-in, no fetched value decides where a token goes. */
export const LoggedIn = z.object({
  ...Renewable,
  user_id: UserId,
  device_id: z.string().check(z.minLength(1)),
});
export type LoggedIn = z.infer<typeof LoggedIn>;

/** `LoggedIn` before full parsing: even a malformed answer's token must be revoked. */
const LoginAnswer = z.looseObject({ access_token: z.string().check(z.minLength(1)) });

/** A sign-in method of the homeserver. */
const LoginFlow = z.object({
  type: z.string(),
  identity_providers: z.optional(
    rows(z.object({ id: z.string(), name: z.string(), icon: z.optional(z.string()) })),
  ),
});
export type LoginFlow = z.infer<typeof LoginFlow>;

const address = z.exactOptional(z.url({ protocol: /^https?$/ }));

/** https://spec.matrix.org/latest/client-server-api/#server-metadata-discovery */
const AuthMetadata = z.object({
  issuer: z.url({ protocol: /^https?$/ }),
  authorization_endpoint: address,
  token_endpoint: address,
  registration_endpoint: address,
  revocation_endpoint: address,
  account_management_uri: address,
  code_challenge_methods_supported: z.exactOptional(rows(z.string())),
  authorization_response_iss_parameter_supported: z.exactOptional(z.boolean()),
});

/** Requests to a homeserver before sign-in, and to sign in and out. */
export const signingIn = {
  versions: endpoint({
    method: "GET",
    path: "/_matrix/client/versions",
    input: {},
    output: z.object({ versions: rows(z.string()) }),
  }),

  loginFlows: endpoint({
    method: "GET",
    path: "/_matrix/client/v3/login",
    input: {},
    output: z.object({ flows: rows(LoginFlow) }),
  }),

  loginFlowsR0: endpoint({
    method: "GET",
    path: "/_matrix/client/r0/login",
    input: {},
    output: z.object({ flows: rows(LoginFlow) }),
  }),

  /** Answers only under the Matrix Authentication Service. */
  authMetadata: endpoint({
    method: "GET",
    path: "/_matrix/client/v1/auth_metadata",
    input: {},
    output: AuthMetadata,
  }),

  authMetadataUnstable: endpoint({
    method: "GET",
    path: "/_matrix/client/unstable/org.matrix.msc2965/auth_metadata",
    input: {},
    output: AuthMetadata,
  }),

  /** The only unauthenticated answer with the server's name. Served by the `keys` resource. */
  serverKeys: endpoint({
    method: "GET",
    path: "/_matrix/key/v2/server",
    input: {},
    output: z.object({ server_name: z.string() }),
  }),

  /** Needs no token, so it shows that this is Synapse with a reachable admin API. */
  serverVersion: endpoint({
    method: "GET",
    path: "/_synapse/admin/v1/server_version",
    input: {},
    output: z.object({ server_version: z.string() }),
  }),

  login: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/login",
    input: passwordLogin,
    output: LoginAnswer,
    underMas: unaffected,
  }),

  /** With the token from single sign-on. It works once, for two minutes. */
  loginWithToken: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/login",
    input: { type: z.literal("m.login.token"), token: secret(z.string()), ...device },
    output: LoginAnswer,
    underMas: unaffected,
  }),

  loginR0: endpoint({
    method: "POST",
    path: "/_matrix/client/r0/login",
    input: passwordLogin,
    output: LoginAnswer,
    underMas: unaffected,
  }),

  /** The token's owner. Only an application service may name a user to act as; others are ignored. */
  whoami: endpoint({
    method: "GET",
    path: "/_matrix/client/v3/account/whoami",
    input: { user_id: z.optional(UserId) },
    output: z.object({
      user_id: z.string(),
      device_id: z.optional(z.string()),
      is_guest: z.optional(z.boolean()),
    }),
  }),

  /** The old refresh token stays valid until the new access token is used, so a lost answer loses nothing. */
  refresh: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/refresh",
    input: { refresh_token: secret(z.string()) },
    output: z.object(Renewable),
    underMas: unaffected,
  }),

  logout: endpoint({
    method: "POST",
    path: "/_matrix/client/v3/logout",
    input: {},
    output: Empty,
    underMas: unaffected,
  }),
};
