import type { RateLimit } from "#lib/contract/limits.ts";

/** `server`: the server's own limits. `own`: numbers for this user. `none`: no limit at all. */
export type LimitKind = "server" | "own" | "none";

/** What Synapse's answer means: nothing is the server's own, and zero is none at all. */
export function kindOf({ messages_per_second }: RateLimit): LimitKind {
  if (messages_per_second === undefined) return "server";
  return messages_per_second === 0 ? "none" : "own";
}

/** A number that somebody typed; undefined where it is none from 1 to a million. */
export function amountOf(typed: string): number | undefined {
  const amount = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
  return amount >= 1 && amount <= 1_000_000 ? amount : undefined;
}
