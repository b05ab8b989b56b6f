import "server-only";

import type { Endpoint, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { LoggedIn, type signingIn } from "#lib/contract/internal/sign-in.ts";
import { AppError } from "#lib/errors.ts";

import { asOfRead } from "#lib/server/homeserver/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { revokeToken } from "#lib/server/session/revoke-token.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** Reports a token's arrival, as the homeserver with that token. */
export type Arrived = (holder: Homeserver) => void;

/**
 * Runs a sign-in, and revokes its token if anything fails afterwards: otherwise the token and its device
 * would stay. Code that gets a token calls `arrived` before anything else.
 */
export async function revokeOnFailure<T>(run: (arrived: Arrived) => Promise<T>): Promise<T> {
  const holders: Homeserver[] = [];
  try {
    return await run((holder) => holders.push(holder));
  } catch (thrown) {
    for (const holder of holders) await revokeUnusedToken(holder);
    throw thrown;
  }
}

/** Revokes a token that is not needed after all. */
export async function revokeUnusedToken(homeserver: Homeserver): Promise<void> {
  await revokeToken(homeserver).catch((error: unknown) => {
    logger().warn({ error }, "the access token of a sign-in that failed could not be revoked");
  });
}

type LoginEndpoint = (typeof signingIn)["login" | "loginR0" | "loginWithToken"];

/** Logs in at the homeserver. A lost answer is no problem: log in again. */
export async function askForToken<E extends LoginEndpoint & Endpoint>(
  anybody: Homeserver,
  endpoint: E,
  input: ParsedInputOf<E>,
  arrived: Arrived,
): Promise<LoggedIn> {
  const answer = await callHomeserver(anybody, endpoint, input).catch((thrown: unknown) => {
    throw asOfRead(AppError.from(thrown));
  });
  arrived({ ...anybody, accessToken: answer.access_token });
  const login = LoggedIn.safeParse(answer);
  if (login.success) return login.data;
  throw new AppError("unexpected_response", { status: 200 }, { cause: login.error });
}
