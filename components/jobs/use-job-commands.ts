import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import type { AppError } from "#lib/errors.ts";

import { JOB_ACTIONS, type JobAction } from "./job-rules.ts";

export type JobCommands = {
  /** Returns whether it succeeded. */
  run: (action: JobAction) => Promise<boolean>;
  isRunning: boolean;
  error: AppError | undefined;
};

/** The commands of one job. An error stays until the next command. */
export function useJobCommands(jobId: string): JobCommands {
  const commands = {
    pause: useCommand(api.jobs.pause),
    resume: useCommand(api.jobs.resume),
    takeOver: useCommand(api.jobs.takeOver),
    retryFailed: useCommand(api.jobs.retryFailed),
    cancel: useCommand(api.jobs.cancel),
  };
  return {
    run: async (action) => {
      for (const other of JOB_ACTIONS) commands[other].reset();
      return (await commands[action].run({ job_id: jobId })) !== undefined;
    },
    isRunning: JOB_ACTIONS.some((action) => commands[action].isRunning),
    error: JOB_ACTIONS.map((action) => commands[action].error).find(Boolean),
  };
}
