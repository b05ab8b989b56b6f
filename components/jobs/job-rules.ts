import type { Tone } from "#components/ui/badge.tsx";
import type { ProgressPart } from "#components/ui/progress.tsx";
import type { Job, JobItem } from "#lib/contract/jobs.ts";

export const totalOf = ({ counts }: Pick<Job, "counts">): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The number of finished items. */
export const overOf = ({ counts }: Pick<Job, "counts">): number =>
  counts.done + counts.failed + counts.skipped;

export const partsOf = ({ counts }: Pick<Job, "counts">): ProgressPart[] => [
  { tone: "ok", count: counts.done },
  { tone: "bad", count: counts.failed },
  { tone: "plain", count: counts.skipped },
];

export const isEnded = ({ state }: Pick<Job, "state">): boolean =>
  state === "done" || state === "cancelled" || state === "failed";

/** Whether it still changes: items started before a pause finish after it. */
export const isMoving = ({ state, counts }: Pick<Job, "state" | "counts">): boolean =>
  state === "running" || counts.running > 0;

/** The admin whose session it uses. */
export const holderOf = ({ admins }: Pick<Job, "admins">): string => admins.at(-1) ?? "";

/** The buttons of a job in its state, for this admin. */
export const JOB_ACTIONS = ["pause", "resume", "takeOver", "retryFailed", "cancel"] as const;
export type JobAction = (typeof JOB_ACTIONS)[number];

export function actionsOn(job: Job, ownUserId: string): JobAction[] {
  const isPossible: Record<JobAction, boolean> = {
    pause: job.state === "running",
    resume: job.state === "paused",
    takeOver:
      job.state === "needs_sign_in" || (job.state === "paused" && holderOf(job) !== ownUserId),
    retryFailed: job.state === "done" && job.counts.failed > 0,
    cancel: !isEnded(job),
  };
  return JOB_ACTIONS.filter((action) => isPossible[action]);
}

/** Jobs that ran at the last look, and have stopped since. */
export const newsIn = (before: readonly Job[], now: readonly Job[]): Job[] =>
  now.filter(
    (job) =>
      ["done", "failed", "needs_sign_in"].includes(job.state) &&
      before.some(({ id, state }) => id === job.id && state === "running"),
  );

export const JOB_TONES: Record<Job["state"], Tone> = {
  running: "note",
  paused: "warn",
  needs_sign_in: "bad",
  done: "ok",
  cancelled: "plain",
  failed: "bad",
};

export const ITEM_TONES: Record<JobItem["state"], Tone> = {
  pending: "plain",
  running: "note",
  done: "ok",
  failed: "bad",
  skipped: "plain",
  unknown: "warn",
};
