import "server-only";
import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";

import { AppError, type ErrorCode } from "#lib/errors.ts";

import { once } from "./once.ts";

const WRONG = new Set<ErrorCode>([
  "wrong_credentials",
  "token_unknown",
  "sso_refused",
  "mas_refused",
]);

/** Wrong passwords for one account from one address. */
const perAccount = () =>
  once("attempts-account", () => new RateLimiterMemory({ points: 5, duration: 5 * 60 }));

/** Wrong passwords for any account from one address. */
const perAddress = () =>
  once("attempts-address", () => new RateLimiterMemory({ points: 15, duration: 5 * 60 }));

/**
 * Counts an attempt to sign in before the homeserver hears of it. Synapse limits logins by address,
 * and ours is one: without this, a stranger who guesses here would lock every admin out.
 *
 * Only wrong passwords and tokens stay counted.
 */
export async function limitAttempts<T>(
  address: string | undefined,
  user: string,
  attempt: () => Promise<T>,
): Promise<T> {
  const from = network(address ?? "unknown");
  const account = `${from} ${user.toLowerCase()}`;
  try {
    await perAccount().consume(account);
    await perAddress().consume(from);
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit;
    throw new AppError("too_many_attempts", { retryAfterMs: limit.msBeforeNext });
  }

  const forgive = async () => {
    await perAccount().reward(account);
    await perAddress().reward(from);
  };
  try {
    const result = await attempt();
    await forgive();
    return result;
  } catch (error) {
    if (!WRONG.has(AppError.from(error).code)) await forgive();
    throw error;
  }
}

/** Servers that were typed and looked for from one address. */
const lookUps = () =>
  once("look-ups", () => new RateLimiterMemory({ points: 30, duration: 5 * 60 }));

/** Counts a question to a server that a stranger named: the dashboard is nobody's way to ask around. */
export async function limitLookUps(address: string | undefined, cost = 1): Promise<void> {
  try {
    await lookUps().consume(network(address ?? "unknown"), cost);
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit;
    throw new AppError("too_many_attempts", { retryAfterMs: limit.msBeforeNext });
  }
}

/** One person has a whole /64 of IPv6 addresses to try from. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}
