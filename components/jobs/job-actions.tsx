"use client";

import { CircleStop, Pause, Play, RotateCcw, UserCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { Button } from "#components/ui/button.tsx";
import type { Job } from "#lib/contract/jobs.ts";

import { actionsOn } from "./job-rules.ts";
import type { JobCommands } from "./use-job-commands.ts";

const CancelDialog = lazyDialog(() => import("./cancel-dialog.tsx"), "CancelDialog");

const ICONS = {
  pause: Pause,
  resume: Play,
  takeOver: UserCheck,
  retryFailed: RotateCcw,
  cancel: CircleStop,
};

type JobActionsProps = { job: Job; ownUserId: string; commands: JobCommands };

export function JobActions({ job, ownUserId, commands }: JobActionsProps) {
  const t = useTranslations("jobs.actions");
  const [isCancelling, setCancelling] = useState(false);
  return (
    <>
      {actionsOn(job, ownUserId).map((action) => {
        const Icon = ICONS[action];
        return (
          <Button
            key={action}
            look={action === "cancel" ? "quietDanger" : "plain"}
            disabled={commands.isRunning}
            onClick={() => (action === "cancel" ? setCancelling(true) : void commands.run(action))}
          >
            <Icon />
            {t(action, { count: job.counts.failed })}
          </Button>
        );
      })}
      {isCancelling && (
        <CancelDialog job={job} commands={commands} onClose={() => setCancelling(false)} />
      )}
    </>
  );
}
