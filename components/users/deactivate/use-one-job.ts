import { useEffect, useState } from "react";

import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { BulkTask, JobItem } from "#lib/contract/jobs.ts";

/** Runs a job on one account, and follows it to its end. */
export function useOneJob(userId: string) {
  const { run, error, isRunning } = useCommand(api.jobs.start);
  const [jobId, setJobId] = useState<string>();
  const { data } = useQuery(api.jobs.items, jobId ? { job_id: jobId } : null, {
    // A restarting dashboard resumes its jobs.
    shouldRetryOnError: true,
    errorRetryInterval: 3000,
    refreshInterval: (known) => (overOf(known?.items[0]) ? 0 : 1000),
  });
  const item = overOf(data?.items[0]);
  const isOver = item !== undefined;

  const user = useQuery(api.users.get, { user_id: userId });
  const devices = useQuery(api.devices.list, { user_id: userId });
  useEffect(() => {
    if (!isOver) return;
    void user.refresh();
    void devices.refresh();
    // When it is over, and not whenever these are made anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isOver]);

  return {
    start: async (task: BulkTask): Promise<void> => {
      const started = await run({ task, selection: { user_ids: [userId] } });
      if (started) setJobId(started.job_id);
    },
    /** Why it could not start. */
    error,
    isStarting: isRunning,
    jobId,
    /** The result, once finished. */
    item,
  };
}

const overOf = (item: JobItem | undefined): JobItem | undefined =>
  item && ["done", "failed", "skipped"].includes(item.state) ? item : undefined;
