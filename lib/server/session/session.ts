import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";

import type { GotBy, Lifetime } from "#lib/contract/session.ts";
import { AppError } from "#lib/errors.ts";
import { REFUSALS, routes, type SignInReason } from "#lib/routes.ts";
import { HOUR_MS } from "#lib/durations.ts";

import { env } from "#lib/server/runtime/env.ts";
import { isStillAllowed } from "#lib/server/homeserver/realm.ts";
import { clientAddress } from "#lib/server/http/request-guards.ts";
import { credentialsOf, type Credentials } from "./renew-token.ts";
import {
  hashOf,
  newHandle,
  openHandles,
  readHandles,
  sessionCookieName,
  writeHandles,
} from "./cookie.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { type TokenResponse } from "#lib/server/homeserver/grant.ts";
import { toStore } from "./token-set.ts";

/** Set by the middleware on every page: the requested address, to return to after sign-in. */
export const PATH_HEADER = "x-dashboard-path";

/** The session that a page belongs to. */
const SESSION_HEADER = "x-session";

export type Session = Credentials & {
  deviceId: string | null;
  gotBy: GotBy;
  /** The token was pasted: it is forgotten at the end, not revoked. */
  keepsToken: boolean;
  /** The token's homeserver. */
  baseUrl: string;
  /** The session's realm; see `realm.ts`. */
  realm: string;
  startedAt: Date;
  /** The last user activity. Polling never moves it. */
  seenAt: Date;
};

/** Often enough to show recent activity, and seldom enough to cost nothing. */
const SEEN_EVERY_MS = 60_000;
const MAX_USER_AGENT = 300;

const idleMs = () => env().SESSION_IDLE_MINUTES * 60_000;
const maxMs = () => env().SESSION_MAX_MINUTES * 60_000;

export const lifetimeOf = ({
  startedAt,
  seenAt,
}: Pick<Session, "startedAt" | "seenAt">): Lifetime => ({
  idle_ends_ts: Math.min(seenAt.getTime() + idleMs(), startedAt.getTime() + maxMs()),
  ends_ts: startedAt.getTime() + maxMs(),
});

/** Sessions older than this are over, even if never ended. */
export const endsBefore = (now: number) => ({
  seenAt: new Date(now - idleMs()),
  startedAt: new Date(now - maxMs()),
  /** Older jobs hold no token any more. */
  jobsFrom: new Date(now - env().JOB_MAX_HOURS * HOUR_MS),
});

type Read = { session: Session } | { session: null; reason?: SignInReason };
const NONE: Read = { session: null };

/** Opens a cookie's session. The cookie holds handles, and the store everything else. */
export async function openSession(sealed: string | undefined): Promise<Read> {
  const { current } = await openHandles(sealed);
  return current === null ? NONE : openHandle(current);
}

/** The session of one handle. */
export async function openHandle(handle: string): Promise<Read> {
  const row = await sessions.findByHandle(hashOf(handle));
  if (!row) return NONE;
  // A token is valid only for its own homeserver.
  const { homeserver: baseUrl, realm } = row;
  if (!isStillAllowed({ baseUrl, realm })) return NONE;
  if (row.ended_at) return { session: null, ...reasonOf(row.end_reason) };
  const { seen_at: seenAt, started_at: startedAt } = row;
  const { idle_ends_ts, ends_ts } = lifetimeOf({ seenAt, startedAt });
  if (Date.now() >= ends_ts) return { session: null, reason: "ended" };
  if (Date.now() >= idle_ends_ts) return { session: null, reason: "idle" };
  const held = await credentialsOf(row);
  if (!held) return NONE;
  const { device_id: deviceId, got_by: gotBy, keeps_token: keepsToken } = row;
  return { session: { ...held, deviceId, gotBy, keepsToken, baseUrl, realm, startedAt, seenAt } };
}

function reasonOf(endReason: string | null): { reason?: SignInReason } {
  if (endReason === "revoked") return { reason: "session_revoked" };
  const reason = REFUSALS.find((known) => known === endReason);
  return reason ? { reason } : {};
}

const read = cache(async (): Promise<Read> =>
  openSession((await cookies()).get(sessionCookieName())?.value),
);

/** The admin's session, or null. */
export const readSession = async (): Promise<Session | null> => (await read()).session;

/** For handlers: the session, or `signed_out`. */
export async function requireSession(): Promise<Session> {
  const found = await read();
  if (!found.session)
    throw new AppError("signed_out", found.reason ? { reason: found.reason } : {});
  // An open page may belong to another homeserver's session.
  const meant = (await headers()).get(SESSION_HEADER);
  if (meant !== null && meant !== found.session.id) throw new AppError("other_session");
  return found.session;
}

/** For pages: the session, or the sign-in page, which returns here. */
export async function requirePageSession(): Promise<Session> {
  const found = await read();
  if (found.session) return found.session;
  const callbackUrl = (await headers()).get(PATH_HEADER);
  redirect(
    routes.signIn({
      ...(callbackUrl && { callbackUrl }),
      ...(found.reason && { reason: found.reason }),
    }),
  );
}

/** A sign-in: the user, the token and its source. */
export type Login = TokenResponse & {
  user_id: string;
  device_id?: string | undefined;
  displayname: string | null;
  gotBy: GotBy;
  masIssuer?: string | undefined;
};

export async function startSession(
  login: Login,
  { baseUrl, realm }: Pick<Session, "baseUrl" | "realm">,
): Promise<void> {
  const handle = newHandle();
  const now = new Date();
  const asked = await headers();
  await sessions.insert({
    handle_hash: hashOf(handle),
    user_id: login.user_id,
    homeserver: baseUrl,
    realm,
    device_id: login.device_id ?? null,
    got_by: login.gotBy,
    mas_issuer: login.masIssuer ?? null,
    keeps_token: login.gotBy === "pasted",
    ...(await toStore(login)),
    started_at: now,
    seen_at: now,
    address: clientAddress(asked) ?? null,
    user_agent: asked.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null,
  });
  await adoptSession(handle, realm);
}

/** Makes the new session current, and ends an earlier one at the same homeserver. */
async function adoptSession(handle: string, realm: string): Promise<void> {
  const { current, others } = await readHandles();
  const beside: string[] = [];
  for (const other of current === null ? others : [current, ...others]) {
    const { session } = await openHandle(other);
    if (session && session.realm !== realm) beside.push(other);
    else if (session) await sessions.end(session.id, "signed_out", { tokenIsDead: false });
  }
  await writeHandles({ current: handle, others: beside });
}

/** Extends the session after user activity. Returns its new state. */
export async function touchSession(session: Session): Promise<Session> {
  const seenAt = new Date();
  if (seenAt.getTime() - session.seenAt.getTime() < SEEN_EVERY_MS) return session;
  await sessions.touch(session.id, seenAt);
  return { ...session, seenAt };
}

/**
 * The homeserver refused the session. Unless it locked the account or removed its admin rights, nothing is
 * left to revoke there.
 */
export async function forgetRefused(reason: string | undefined): Promise<void> {
  const session = await readSession();
  const refusal = REFUSALS.find((known) => known === reason) ?? "refused";
  const tokenIsDead = refusal !== "account_locked" && refusal !== "not_admin";
  if (session) await sessions.end(session.id, refusal, { tokenIsDead });
  await leaveSession();
}

/** Clears this browser's current session. Those at other homeservers stay available. */
export async function leaveSession(): Promise<void> {
  const { others } = await readHandles();
  await writeHandles({ current: null, others });
}
