import "server-only";
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";

import { AppError, type ErrorCode } from "#lib/errors.ts";

import { env } from "#lib/server/runtime/env.ts";
import { once } from "#lib/server/runtime/once.ts";
import { outsideOfRequests } from "#lib/server/runtime/outside-of-requests.ts";
import { SCHEMA } from "#lib/server/store/migrate.ts";
import { executeSql } from "#lib/server/store/store.ts";

const WRONG = new Set<ErrorCode>([
  "wrong_credentials",
  "token_unknown",
  "sso_refused",
  "mas_refused",
]);

/** A limit per five minutes, counted in the store, which several dashboards may share. */
const limiter = (keyPrefix: string, points: number) =>
  once(`limiter.${keyPrefix}`, () => {
    const counter = countIn({ keyPrefix, points, duration: 5 * 60 });
    return {
      consume: (key: string, cost = 1) => outsideOfRequests(() => counter.consume(key, cost)),
      reward: (key: string) => outsideOfRequests(() => counter.reward(key)),
    };
  });

function countIn(limits: { keyPrefix: string; points: number; duration: number }) {
  if (!env().DATABASE_URL) return new RateLimiterMemory(limits);
  const storeClient = {
    query: ({ text, values }: { text: string; values: unknown[] }) => executeSql(text, values),
  };
  const table = { schemaName: SCHEMA, tableName: "attempts", tableCreated: true };
  return new RateLimiterPostgres({ ...limits, ...table, storeClient, storeType: "client" });
}

/** Wrong passwords for one account from one address. */
const perAccount = () => limiter("account", 5);

/** Wrong passwords for any account from one address. */
const perAddress = () => limiter("address", 15);

/**
 * Counts a sign-in attempt before the homeserver sees it. Synapse limits logins by address, and ours is one:
 * without this, a guessing stranger would lock every admin out.
 *
 * Only wrong passwords and tokens stay counted.
 */
export async function limitSignIn<T>(
  address: string | undefined,
  user: string,
  attempt: () => Promise<T>,
): Promise<T> {
  const from = network(address ?? "unknown");
  const account = hashed(`${from} ${user.toLowerCase()}`);
  try {
    // The address first: a blocked one leaves no entries for made-up names.
    await perAddress().consume(from);
    await perAccount()
      .consume(account)
      .catch(async (limit: unknown) => {
        await perAddress().reward(from);
        throw limit;
      });
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

/** Hashed to a fixed length for the store, which hides the names. */
const hashed = (key: string): string => createHash("sha256").update(key).digest("base64url");

/** Server lookups from one address. */
const lookUps = () => limiter("look-up", 30);

/** Counts a request to a server that a visitor named: the dashboard must not serve as an open proxy. */
export async function limitServerLookups(address: string | undefined, cost = 1): Promise<void> {
  try {
    await lookUps().consume(network(address ?? "unknown"), cost);
  } catch (limit) {
    if (!(limit instanceof RateLimiterRes)) throw limit;
    throw new AppError("too_many_attempts", { retryAfterMs: limit.msBeforeNext });
  }
}

/** A client may have a whole /64 of IPv6 addresses. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => "0");
  return [...groups, ...zeros, ...rest].slice(0, 4).join(":");
}
