"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import type { Job } from "#lib/contract/jobs.ts";

import type { JobCommands } from "./use-job-commands.ts";

type CancelDialogProps = { job: Job; commands: JobCommands; onClose: () => void };

/** Says what stays done, and cancels the job. */
export function CancelDialog({ job, commands, onClose }: CancelDialogProps) {
  const t = useTranslations("jobs.cancel");
  const { done, pending } = job.counts;
  const cancel = async () => {
    if (await commands.run("cancel")) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={commands.isRunning}
      title={t("title")}
    >
      <DialogBody>
        <p className="text-ink-2">{t("body", { done, pending })}</p>
        {commands.error && <ErrorNotice body={commands.error.toBody()} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={commands.isRunning}>
          {t("back")}
        </Button>
        <Button look="danger" onClick={() => void cancel()} disabled={commands.isRunning}>
          {t("submit")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
