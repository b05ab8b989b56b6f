import "server-only";

import type { Lifetime, OpenSession, OtherSession, TokenOutcome } from "#lib/contract/session.ts";

import type { Context } from "#lib/server/session/context.ts";
import { revokeEndedSessions } from "#lib/server/session/end-expired.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { revokeToken } from "#lib/server/session/revoke-token.ts";
import { endsBefore, leaveSession, lifetimeOf, touchSession } from "#lib/server/session/session.ts";
import { otherSessions } from "#lib/server/session/other-sessions.ts";
import * as jobs from "#lib/server/store/jobs.ts";
import * as sessions from "#lib/server/store/sessions.ts";

import type { Handlers, Input } from "./handlers.ts";

const sessionLifetime = async ({ session }: Context): Promise<Lifetime> => lifetimeOf(session);

const staySignedIn = async ({ session }: Context): Promise<Lifetime> =>
  lifetimeOf(await touchSession(session));

/**
 * Ends the session in any case, and reports what happened to its token. It ends here first, so it stays
 * ended, and the token is revoked later, whatever happens meanwhile. Jobs that may finish hold the token
 * until they end.
 */
async function endSession(
  { session, homeserver }: Context,
  input: Input<"session", "end">,
): Promise<{ token: TokenOutcome; beside: OtherSession[] }> {
  const beside = await otherSessions();
  const keepsToken = session.keepsToken && input.pasted === "keep";
  if (session.keepsToken && !keepsToken) await sessions.setNotKept(session.id);
  const running = await jobs.idsOfSession(session.id);
  const isHeld = running.length > 0 && input.jobs === "finish";
  if (!isHeld) for (const id of running) await jobs.setState(id, ["running"], "needs_sign_in");
  const isForgotten = keepsToken && !isHeld;
  await sessions.end(session.id, "signed_out", { tokenIsDead: isForgotten });
  await leaveSession();
  if (isForgotten) return { token: "kept", beside };
  if (isHeld) return { token: "held", beside };
  const token = await fateOf(revokeToken(homeserver));
  if (token === "revoked") await sessions.markRevoked(session.id);
  return { token, beside };
}

async function fateOf(revoking: Promise<void>): Promise<TokenOutcome> {
  try {
    await revoking;
    return "revoked";
  } catch (error) {
    logger().warn(
      { error },
      "the access token could not be revoked at sign-out, and will be later",
    );
    return "unreachable";
  }
}

async function listSessions({ session }: Context): Promise<{ sessions: OpenSession[] }> {
  const open = await sessions.listOpen(session, endsBefore(Date.now()));
  return {
    sessions: open.map((row) => ({
      id: row.id,
      is_current: row.id === session.id,
      device_id: row.device_id,
      got_by: row.got_by,
      started_ts: row.started_at.getTime(),
      seen_ts: row.seen_at.getTime(),
      ends_ts: lifetimeOf({ startedAt: row.started_at, seenAt: row.seen_at }).ends_ts,
      ip: row.address,
      user_agent: row.user_agent,
    })),
  };
}

/** Ends it here at once, and at the homeserver right after. */
async function revokeSession(
  { session }: Context,
  { session_id }: { session_id: string },
): Promise<{ ended: number }> {
  return endedSoon(await sessions.revoke(session, { id: session_id }));
}

async function revokeOtherSessions({ session }: Context): Promise<{ ended: number }> {
  return endedSoon(await sessions.revoke(session, { except: session.id }));
}

function endedSoon(ended: number): { ended: number } {
  void revokeEndedSessions().catch((error: unknown) =>
    logger().warn({ error }, "revoked sessions are ended at the homeserver later"),
  );
  return { ended };
}

export const sessionHandlers = {
  lifetime: sessionLifetime,
  stay: staySignedIn,
  end: endSession,
  list: listSessions,
  revoke: revokeSession,
  revokeOthers: revokeOtherSessions,
} satisfies Handlers<"session">;
