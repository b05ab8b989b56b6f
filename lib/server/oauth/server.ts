import "server-only";
import type { AuthorizationServer } from "oauth4webapi";

import { matrix } from "#lib/contract/internal/accounts.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { AppError, nullIf } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { isTypedRealm } from "#lib/server/homeserver/realm.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

type Metadata = OutputOf<typeof matrix.authMetadata>;

const MAX_BYTES = 256 * 1024;

const ifAbsent = nullIf("unsupported", "not_found");

/** Null if the homeserver handles sign-in itself. An older Synapse uses another name. */
export async function readMetadata(homeserver: Homeserver): Promise<Metadata | null> {
  const from = { ...homeserver, maxBytes: MAX_BYTES };
  return (
    (await callHomeserver(from, matrix.authMetadata, {}).catch(ifAbsent)) ??
    (await callHomeserver(from, matrix.authMetadataUnstable, {}).catch(ifAbsent))
  );
}

/** Consistent metadata, usable for sign-in. */
export type MasServer = AuthorizationServer &
  Required<Pick<Metadata, "authorization_endpoint" | "token_endpoint" | "revocation_endpoint">>;

/**
 * Trusts a homeserver's description of its authentication service only so far: all its endpoints are at one
 * address, under the address rules of the homeserver itself, and it supports PKCE.
 * @throws AppError `mas_unusable`, which names the piece.
 */
export function toServer({ baseUrl, realm }: Homeserver, metadata: Metadata): MasServer {
  const { authorization_endpoint, token_endpoint, revocation_endpoint } = metadata;
  const unusable = (technical: string) =>
    new AppError("mas_unusable", { server: metadata.issuer, technical });
  if (!authorization_endpoint) throw unusable("authorization_endpoint");
  if (!token_endpoint) throw unusable("token_endpoint");
  if (!revocation_endpoint) throw unusable("revocation_endpoint");
  if (!metadata.code_challenge_methods_supported?.includes("S256")) throw unusable("S256");
  const mayBePlain = !isTypedRealm(realm) && baseUrl.startsWith("http://");
  const home = new URL(authorization_endpoint).origin;
  for (const name of ENDPOINTS) {
    const address = metadata[name];
    if (address === undefined) continue;
    const { origin, protocol } = new URL(address);
    if (origin !== home) throw unusable(`${name}: ${origin}`);
    if (protocol !== "https:" && !(mayBePlain && protocol === "http:")) {
      throw unusable(`${name}: ${protocol}`);
    }
  }
  return { ...metadata, authorization_endpoint, token_endpoint, revocation_endpoint };
}

const ENDPOINTS = [
  "authorization_endpoint",
  "token_endpoint",
  "registration_endpoint",
  "revocation_endpoint",
] as const;
