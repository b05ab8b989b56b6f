import "server-only";
import * as z from "zod/mini";

/**
 * Who gave a token, where that was not the homeserver itself: there it is renewed and revoked. Kept sealed
 * with the token, so that nothing that is fetched later decides where it is sent.
 */
export const Grant = z.object({
  issuer: z.string(),
  client_id: z.string(),
  token_endpoint: z.string(),
  revocation_endpoint: z.string(),
});
export type Grant = z.infer<typeof Grant>;

/** What a homeserver gives at a sign-in and at a renewal. */
export type TokenResponse = {
  access_token: string;
  refresh_token?: string | undefined;
  expires_in_ms?: number | undefined;
  /** Who gave it, where not the homeserver. */
  grant?: Grant | undefined;
};
