import "server-only";

import type { JobTask } from "#lib/contract/jobs.ts";
import type { AuditedTarget } from "#lib/server/audit/record.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";

export type Result = Record<string, unknown>;

/** What the work on one target has at hand. Its writes are recorded with the job's ID. */
export type Work = AuditedTarget & {
  /** Names this piece of work, through every attempt at it. */
  id: string;
  /** What an earlier attempt has kept; for a start nothing. */
  known: Result;
  /** Keeps what a later attempt needs to go on where this one was. */
  checkpoint: (result: Result) => Promise<void>;
  /** Waits, at most until `signal` fires. Passed in, so that tests of long waits take no time. */
  pause: (ms: number) => Promise<void>;
  /** Aborted when the process is about to end: what can be given up is. */
  signal: AbortSignal;
};

/** How one kind of job does its work. */
export type Kind = {
  /** Finds what would make every target fail, before the job begins. Throws an AppError. */
  prepare?: (asked: { homeserver: Homeserver; userId: string }) => Promise<void>;
  /** At most so many targets at once. */
  concurrency: number;
  /** Does it to one target. Throws an AppError. */
  run: (work: Work) => Promise<Result>;
  /**
   * Reads whether it has been done, after a call whose answer was lost or a process that died. Undefined:
   * it has not, and may be done again.
   */
  verify: (work: Work) => Promise<Result | undefined>;
  /** How long Synapse may go on with a call that nobody waits for any more. */
  settleTimeoutMs: number;
};

/** Makes the kind of a task. */
export type MakeKind<K extends JobTask["kind"]> = (task: Extract<JobTask, { kind: K }>) => Kind;
