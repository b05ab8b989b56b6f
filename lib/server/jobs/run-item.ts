import "server-only";
import { setTimeout as pause } from "node:timers/promises";

import { AppError } from "#lib/errors.ts";
import { isRefusedAdmin } from "#lib/server/session/admin-rights.ts";

import type { Kind, Result, Work } from "./kind.ts";

/** The result of one turn with an item. */
export type Outcome =
  | { is: "done"; result: Result; ms: number }
  | { is: "failed"; error: AppError }
  /**
   * Not done to this account, such as one's own or the last admin's, or as its kind says. Or not done here.
   */
  | { is: "skipped"; reason: string }
  /** It did not happen, and is retried when the homeserver is ready. */
  | { is: "rate_limited"; retryAfterMs: number | undefined }
  | { is: "unreachable" }
  /** It may have happened, and the homeserver does not show it. */
  | { is: "unknown"; error: AppError }
  /** The token is dead, its admin rights are gone, or the process is about to stop. */
  | { is: "interrupted"; by: "signed_out" | "shutdown" };

type Turn = {
  attempts: number;
  isRetryOfUnknown: boolean;
  /** Confirms the doubtful writes in the audit trail: the homeserver has shown them done. */
  confirm: () => Promise<void>;
};

const LOOK_AGAIN_MS = 500;
const LOOK_AGAIN_MOST_MS = 15_000;
const MOST_ATTEMPTS = 3;

/**
 * Runs one item, or finds that it is done. A call with a lost answer is never repeated before the homeserver
 * has shown, for as long as it may be at work, that it did not happen.
 */
export async function runItem(
  kind: Kind,
  work: Work,
  { attempts, isRetryOfUnknown, confirm }: Turn,
): Promise<Outcome> {
  try {
    if (isRetryOfUnknown) {
      const result = await look(kind, work, confirm);
      if (result) return { is: "done", result, ms: 0 };
    }
    const startedAt = performance.now();
    try {
      const result = await kind.run(work);
      // The kind skipped it, with a reason.
      const { reason } = result;
      if (typeof reason === "string") return { is: "skipped", reason };
      return { is: "done", result, ms: performance.now() - startedAt };
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (!isInDoubt(error)) throw error;
      const result = await findOut(kind, work, confirm);
      if (result) return { is: "done", result, ms: 0 };
      if (attempts < MOST_ATTEMPTS) return { is: "unreachable" };
      return { is: "failed", error };
    }
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (await isRefusedAdmin(work.homeserver, error))
      return { is: "interrupted", by: "signed_out" };
    return toOutcome(error, work.signal);
  }
}

/** Synapse may fail after it has done the work. */
const isInDoubt = ({ code }: AppError): boolean =>
  ["outcome_unknown", "homeserver_failed"].includes(code);

/** Checks whether it is done, and then confirms its audit records. */
async function look(kind: Kind, work: Work, confirm: Turn["confirm"]): Promise<Result | undefined> {
  const result = await kind.verify(work);
  if (result) await confirm();
  return result;
}

/** Checks until it is done, for as long as the homeserver may still be at work. */
async function findOut(
  kind: Kind,
  work: Work,
  confirm: Turn["confirm"],
): Promise<Result | undefined> {
  const until = Date.now() + kind.settleTimeoutMs;
  for (let wait = LOOK_AGAIN_MS; ; wait = Math.min(wait * 2, LOOK_AGAIN_MOST_MS)) {
    const result = await look(kind, work, confirm);
    if (result || Date.now() >= until) return result;
    await pause(wait, undefined, { signal: work.signal });
  }
}

function toOutcome(error: AppError, signal: AbortSignal): Outcome {
  if (signal.aborted) return { is: "interrupted", by: "shutdown" };
  switch (error.code) {
    case "own_account":
    case "last_admin":
    case "decided_by_mas":
      return { is: "skipped", reason: error.code };
    case "shutting_down":
      return { is: "interrupted", by: "shutdown" };
    case "rate_limited":
      return { is: "rate_limited", retryAfterMs: error.details.retryAfterMs };
    case "homeserver_unreachable":
    case "homeserver_timeout":
    case "homeserver_failed":
    case "unexpected_response":
    case "certificate_invalid":
    case "store_unavailable":
      return { is: "unreachable" };
    case "outcome_unknown":
      return { is: "unknown", error };
    default:
      return { is: "failed", error };
  }
}
