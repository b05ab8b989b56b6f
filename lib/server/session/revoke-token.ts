import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { nullIf } from "#lib/errors.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { revokeGrant } from "#lib/server/oauth/grant.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Revokes a token at its issuer, with its device. Success if it was revoked already. */
export async function revokeToken(homeserver: Homeserver): Promise<void> {
  await revoke(homeserver).catch(nullIf("signed_out"));
}

async function revoke(homeserver: Homeserver): Promise<void> {
  const { accessToken } = homeserver;
  if (typeof accessToken !== "function" || !accessToken.grant) {
    await callHomeserver(homeserver, matrix.logout, {});
    return;
  }
  const token = await accessToken();
  if (token !== undefined) await revokeGrant(homeserver, accessToken.grant, token);
}
