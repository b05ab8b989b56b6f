import "server-only";
import * as z from "zod/mini";

import { Grant, type TokenResponse } from "#lib/server/homeserver/grant.ts";
import { seal, unseal } from "#lib/server/crypto/seal.ts";

const TokenSet = z.object({
  accessToken: z.string(),
  refreshToken: z.optional(z.string()),
  grant: z.optional(Grant),
});

/** A session's tokens. */
export type TokenSet = z.infer<typeof TokenSet>;

/** The share of its lifetime after which a token is refreshed: early enough to avoid waiting. */
const RENEWED_AT = 0.8;

/** Seals a homeserver's tokens for the store. Without a new refresh token the old one stays. */
export async function toStore(
  { access_token: accessToken, refresh_token, expires_in_ms, grant: given }: TokenResponse,
  former?: TokenSet,
): Promise<{ sealed_token: string; renew_at: Date | null }> {
  const refreshToken = refresh_token ?? former?.refreshToken;
  const grant = given ?? former?.grant;
  const tokens: TokenSet = {
    accessToken,
    ...(refreshToken && { refreshToken }),
    ...(grant && { grant }),
  };
  const isRenewed = refreshToken !== undefined && expires_in_ms !== undefined;
  return {
    sealed_token: await seal("store", tokens),
    renew_at: isRenewed ? new Date(Date.now() + expires_in_ms * RENEWED_AT) : null,
  };
}

/** The tokens of a session's row. Undefined: it has none, or they can't be opened any more. */
export async function openTokens(sealed: string | null): Promise<TokenSet | undefined> {
  const value = sealed ? await unseal("store", sealed) : undefined;
  // Older sessions hold only an access token.
  if (typeof value === "string") return { accessToken: value };
  return TokenSet.safeParse(value).data;
}
