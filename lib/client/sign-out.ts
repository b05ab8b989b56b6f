import type { InputOf, OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import type { TokenOutcome } from "#lib/contract/session.ts";
import { nullIf } from "#lib/errors.ts";
import { routes, type SignInReason } from "#lib/routes.ts";

import { forgetIdentity, switchSession } from "./next-auth.ts";
import { send } from "./send.ts";
import { setSigningOut } from "./session-expired.ts";

/** What happens to running jobs, and to a pasted token. */
export type SignOutOptions = InputOf<typeof api.session.end>;

/**
 * Ends the session and opens the sign-in page, which says what happened to the access token. If the token is
 * gone and another homeserver is signed in to, opens that one.
 */
export async function signOut(wishes: SignOutOptions): Promise<void> {
  setSigningOut(true);
  try {
    const { token, beside } = await endSession(wishes);
    await forgetIdentity();
    const [next] = beside;
    if (next && token === "revoked") return location.assign(await switchSession(next.id));
    // Reloads, so that nothing of this session stays in memory.
    location.assign(routes.signIn({ reason: REASONS[token] }));
  } catch (error) {
    setSigningOut(false);
    throw error;
  }
}

const REASONS: Record<TokenOutcome, SignInReason> = {
  revoked: "signed_out",
  unreachable: "signed_out_token_alive",
  held: "signed_out_jobs_go_on",
  kept: "signed_out_token_kept",
};

async function endSession(wishes: SignOutOptions): Promise<OutputOf<typeof api.session.end>> {
  const ended = await send(api.session.end, wishes).catch(nullIf("signed_out"));
  // The session had already ended, and its token with it.
  return ended ?? { token: "revoked", beside: [] };
}
