import type { RateLimit } from "#lib/contract/limits.ts";

/** `server`: the server's own limits. `own`: numbers for this user. `none`: unlimited. */
export type LimitKind = "server" | "own" | "none";

/** Interprets Synapse's answer: empty means the server's limits, zero means unlimited. */
export function kindOf({ messages_per_second }: RateLimit): LimitKind {
  if (messages_per_second === undefined) return "server";
  return messages_per_second === 0 ? "none" : "own";
}

/** A typed number from 1 to a million, or undefined. */
export function amountOf(typed: string): number | undefined {
  const amount = /^\d{1,7}$/.test(typed.trim()) ? Number(typed) : 0;
  return amount >= 1 && amount <= 1_000_000 ? amount : undefined;
}
