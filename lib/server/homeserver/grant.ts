import "server-only";
import * as z from "zod/mini";

/**
 * A token's issuer, unless it is the homeserver: refreshes and revokes it. Sealed with the token, so that no
 * later answer decides where it is sent.
 */
export const Grant = z.object({
  issuer: z.string(),
  client_id: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** A homeserver's answer to a sign-in or refresh. */
export type TokenResponse = {
  access_token: string;
  refresh_token?: string | undefined;
  expires_in_ms?: number | undefined;
  /** The issuer, if not the homeserver. */
  grant?: Grant | undefined;
};
