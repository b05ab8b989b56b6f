import "server-only";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";

import { keysFor } from "#lib/server/crypto/keys.ts";

/** Decodes next-auth's identity cookie, even if made with the previous secret. */
export async function decodeIdentity(params: JWTDecodeParams): Promise<JWT | null> {
  for (const secret of keysFor("next-auth")) {
    const identity = await decode({ ...params, secret }).catch(() => null);
    if (identity) return identity;
  }
  return null;
}
