import "server-only";

import type { JobTask } from "#lib/contract/jobs.ts";
import type { AuditedTarget } from "#lib/server/audit/record.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";

export type Result = Record<string, unknown>;

/** A target's context. Its writes are recorded with the job's ID. */
export type Work = AuditedTarget & {
  /** The item's ID, the same in every attempt. */
  id: string;
  /** The progress of an earlier attempt; empty at first. */
  known: Result;
  /** Stores the progress for a later attempt. */
  checkpoint: (result: Result) => Promise<void>;
  /** Waits, at most until `signal` fires. Passed in, so that tests of long waits take no time. */
  pause: (ms: number) => Promise<void>;
  /** Aborted when the process is about to stop: ends what can be aborted. */
  signal: AbortSignal;
};

/** How one kind of job works. */
export type Kind = {
  /** Checks for what would make every target fail, before the job starts. Throws an AppError. */
  prepare?: (asked: { homeserver: Homeserver; userId: string }) => Promise<void>;
  /** The limit of concurrent targets. */
  concurrency: number;
  /** Runs it on one target. Throws an AppError. */
  run: (work: Work) => Promise<Result>;
  /**
   * Reads whether the work is done, after a lost answer or a crash. Undefined: it is not, and may be
   * repeated.
   */
  verify: (work: Work) => Promise<Result | undefined>;
  /** How long Synapse may continue with a call after its time limit. */
  settleTimeoutMs: number;
};

/** Makes the kind of a task. */
export type MakeKind<K extends JobTask["kind"]> = (task: Extract<JobTask, { kind: K }>) => Kind;
