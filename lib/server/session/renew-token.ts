import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { AppError } from "#lib/errors.ts";

import { sendUnguarded } from "#lib/server/homeserver/send.ts";
import { asOfRead } from "#lib/server/homeserver/errors.ts";
import type { Homeserver, Refused, TokenProvider } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { type Grant } from "#lib/server/homeserver/grant.ts";
import { refreshGrant } from "#lib/server/oauth/grant.ts";
import * as renewals from "#lib/server/store/renewals.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { type TokenResponse } from "#lib/server/homeserver/grant.ts";
import { openTokens, toStore, type TokenSet } from "./token-set.ts";

/** A session's access token, as last seen. */
export type Credentials = {
  id: string;
  userId: string;
  accessToken: string;
  isRenewable: boolean;
  renewAt: Date | null;
  /** The issuer of the Matrix Authentication Service that manages accounts. Null: the homeserver does. */
  masIssuer: string | null;
  /** The token's issuer, if not the homeserver. */
  grant?: Grant | undefined;
};

/** Longer than a refresh's two calls. */
const leaseMs = ({ timeoutMs }: Homeserver) => 2 * timeoutMs + 10_000;
const LOOK_AGAIN_MS = 100;

/** Undefined: the homeserver rejects the session's token, or it is sealed with a lost secret. */
export async function credentialsOf(row: sessions.SessionRow): Promise<Credentials | undefined> {
  const tokens = await openTokens(row.sealed_token);
  if (!tokens) return undefined;
  return {
    id: row.id,
    userId: row.user_id,
    accessToken: tokens.accessToken,
    isRenewable: tokens.refreshToken !== undefined,
    renewAt: row.renew_at,
    masIssuer: row.mas_issuer,
    grant: tokens.grant,
  };
}

/** The homeserver with a session's token, for as long as the session lasts. */
export function withCredentials(homeserver: Homeserver, first: Credentials): Homeserver {
  let held = first;
  const { userId, isRenewable, masIssuer, grant } = first;

  const tokenNow: TokenProvider = async (refused) => {
    const isDue = held.renewAt !== null && held.renewAt.getTime() <= Date.now();
    if (!refused && !isDue) return held.accessToken;
    // Another call has refreshed it since.
    if (refused && refused.token !== held.accessToken) return held.accessToken;
    const next = await renewed(homeserver, held, refused);
    if (next) held = next;
    return next?.accessToken;
  };
  const accessToken = isRenewable || grant ? withGrant(grant, tokenNow) : first.accessToken;
  return { ...homeserver, userId, accessToken, ...(masIssuer !== null && { masIssuer }) };
}

/** The homeserver with a token that has no session yet, and is not refreshed. */
export const withToken = (
  homeserver: Homeserver,
  { access_token, grant }: TokenResponse,
): Homeserver => ({
  ...homeserver,
  accessToken: grant ? withGrant(grant, async () => access_token) : access_token,
});

/** Ties a token to its issuer, so that replacing the token replaces both. */
const withGrant = (grant: Grant | undefined, token: TokenProvider): TokenProvider =>
  grant ? Object.assign(token, { grant }) : token;

/**
 * Refreshes a session's token. A single caller asks for it, among all requests, jobs and processes; the
 * others use its answer.
 */
async function renewed(
  homeserver: Homeserver,
  held: Credentials,
  refused: Refused | undefined,
): Promise<Credentials | undefined> {
  for (;;) {
    const row = await sessions.get(held.id);
    const tokens = await openTokens(row?.sealed_token ?? null);
    if (!row?.sealed_token || !tokens) return undefined;
    const now = { ...held, accessToken: tokens.accessToken, renewAt: row.renew_at };
    // A former token dies when its successor is used, and proves nothing about the session.
    if (tokens.accessToken !== held.accessToken) return now;
    if (!tokens.refreshToken) return undefined;
    // Under MAS, the homeserver does not say whether the token has only expired.
    if (refused && !tokens.grant && !hasExpired(refused.answer)) return undefined;

    const seen = { id: row.id, sealed_token: row.sealed_token };
    const lease = await renewals.take(seen, leaseMs(homeserver));
    if (lease) {
      const next = await renew(homeserver, lease, tokens, refused ? undefined : now);
      if (next) return { ...held, ...next };
    } else if (!refused) {
      // Another process is at it; this token still works.
      return now;
    }
    await pause(LOOK_AGAIN_MS);
  }
}

/**
 * Refreshes under a lease. The new token is stored before use: until then the homeserver accepts the former
 * refresh token again, so nothing is lost with an answer, a process or a store.
 * @param meanwhile the token to use if this fails temporarily.
 */
async function renew(
  homeserver: Homeserver,
  lease: { id: string; until: Date },
  tokens: TokenSet,
  meanwhile: Credentials | undefined,
): Promise<Pick<Credentials, "accessToken" | "renewAt"> | undefined> {
  try {
    const given = await askForNext(homeserver, tokens);
    const row = await toStore(given, tokens);
    const isKept = await renewals.settle(lease, row);
    return isKept ? { accessToken: given.access_token, renewAt: row.renew_at } : undefined;
  } catch (thrown) {
    const error = AppError.from(thrown);
    await renewals.release(lease).catch(() => undefined);
    if (isRefusal(error)) throw new AppError("signed_out", { reason: "token_expired" });
    logger().warn({ code: error.code, session: lease.id }, "a token could not be renewed yet");
    if (meanwhile) return meanwhile;
    throw asOfRead(error);
  }
}

async function askForNext(
  { baseUrl, realm, timeoutMs }: Homeserver,
  { refreshToken = "", grant }: TokenSet,
): Promise<TokenResponse> {
  const ask = async (): Promise<TokenResponse> => {
    if (grant) return refreshGrant({ realm }, grant, refreshToken);
    const input = { refresh_token: refreshToken };
    return (await sendUnguarded({ baseUrl, realm, timeoutMs }, matrix.refresh, input)).output;
  };
  return ask().catch((error: unknown) => {
    if (!isLost(AppError.from(error))) throw error;
    return ask();
  });
}

const isLost = ({ code }: AppError): boolean => code === "outcome_unknown";
const isRefusal = ({ code }: AppError): boolean => ["forbidden", "signed_out"].includes(code);

const SoftLogout = z.object({
  errcode: z.literal("M_UNKNOWN_TOKEN"),
  soft_logout: z.literal(true),
});
const hasExpired = (answer: unknown): boolean => SoftLogout.safeParse(answer).success;
