import "server-only";
import { randomUUID } from "node:crypto";

import type { AuditAction, PublishedAction } from "#lib/contract/index.ts";
import { withoutSecrets } from "#lib/contract/kit/endpoint.ts";
import { AppError } from "#lib/errors.ts";
import { DAY_MS } from "#lib/durations.ts";

import type { Context } from "#lib/server/session/context.ts";
import { env } from "#lib/server/runtime/env.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import * as audit from "#lib/server/store/audit.ts";
import { storableJson } from "#lib/server/store/storable-json.ts";

/** A target at a homeserver, and how writes to it are recorded. */
export type AuditedTarget = {
  homeserver: Homeserver;
  target: string;
  record: <T>(
    action: AuditAction,
    input: Record<string, unknown>,
    run: () => Promise<T>,
  ) => Promise<T>;
};

/** What is about to be done, as the audit trail keeps it. */
export type Intent = {
  who: string;
  /** Its admins may read it. */
  realm: string;
  address: string | undefined;
  action: AuditAction;
  target: string | null;
  input: Record<string, unknown>;
  /** Set by a job. */
  jobId?: string;
};

/** The record of an action before it runs. */
export function intentOf(
  { session, homeserver }: Context,
  action: PublishedAction,
  input: Record<string, unknown>,
): Intent {
  const target = action.target && input[action.target];
  return {
    who: session.userId,
    realm: session.realm,
    address: homeserver.clientAddress,
    action: action.id,
    target: target === undefined ? null : String(target),
    input: withoutSecrets(action, input),
  };
}

/**
 * Runs a recorded action: stores the intent first, and the outcome after. An action that can't be recorded
 * does not run.
 */
export async function recorded<T>(
  { address, input, jobId, ...intent }: Intent,
  run: () => Promise<T>,
): Promise<T> {
  const entry = randomUUID();
  await audit.insert({
    entry,
    phase: "intent",
    ...intent,
    address: address ?? null,
    input: storableJson(input),
    job_id: jobId ?? null,
  });
  const startedAt = performance.now();
  try {
    const answer = await run();
    await keepOutcome(entry, startedAt, "done");
    return answer;
  } catch (thrown) {
    const { code, details } = AppError.from(thrown);
    const outcome = code === "outcome_unknown" ? "unknown" : "failed";
    await keepOutcome(entry, startedAt, outcome, { code, details });
    throw thrown;
  }
}

/** The action is done: a failure to record its outcome leaves it unknown, and changes no answer. */
async function keepOutcome(
  entry: string,
  startedAt: number,
  outcome: "done" | "failed" | "unknown",
  error?: object,
): Promise<void> {
  const duration_ms = Math.round(performance.now() - startedAt);
  await audit
    .insert({
      entry,
      phase: "outcome",
      outcome,
      duration_ms,
      error: error ? storableJson(error) : null,
    })
    .catch((failure: unknown) =>
      logger().error({ error: failure, entry }, "an outcome is unknown"),
    );
}

/** The job's result stands: a failure to record it leaves the records in doubt, and changes no job. */
export const confirmDone = (jobId: string, target: string): Promise<void> =>
  audit.confirm(jobId, target).then(
    () => undefined,
    (error: unknown) => logger().error({ error, job: jobId }, "a record could not be confirmed"),
  );

/** Deletes records older than AUDIT_DAYS, by whole days. */
export async function cutAudit(): Promise<void> {
  const { AUDIT_DAYS } = env();
  if (AUDIT_DAYS === undefined) return;
  const gone = await audit.cut(new Date(Date.now() - AUDIT_DAYS * DAY_MS));
  if (gone > 0) logger().info({ gone }, "old audit records were cut");
}
