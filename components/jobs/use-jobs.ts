import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { Job } from "#lib/contract/jobs.ts";

import { isEnded, isMoving } from "./job-rules.ts";

/*
 * SWR asks a function how long to wait only when it gets a new one: each render makes one, so that the
 * interval follows the answer.
 */

/** A restarting dashboard resumes its jobs, so the page retries. */
const ASKS_AGAIN = { shouldRetryOnError: true, errorRetryInterval: 5000 };

/** The latest jobs of all admins, polled. */
export const useJobs = () =>
  useQuery(
    api.jobs.list,
    {},
    {
      ...ASKS_AGAIN,
      refreshInterval: (known) => (known?.jobs.some(isMoving) ? 3000 : 15_000),
    },
  );

/** One job, polled while it can change. */
export const useJob = (jobId: string) =>
  useQuery(
    api.jobs.get,
    { job_id: jobId },
    { ...ASKS_AGAIN, refreshInterval: (known) => everyMs(known) },
  );

function everyMs(job: Job | undefined): number {
  if (!job || isMoving(job)) return 2000;
  return isEnded(job) ? 0 : 15_000;
}
