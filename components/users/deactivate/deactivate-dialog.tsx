"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useConfirmName } from "#components/forms/confirm-name.tsx";
import type { UserDialogProps } from "#components/users/user-action.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { JobDialog } from "./job-dialog.tsx";
import { DeactivateOutcome } from "./deactivate-outcome.tsx";
import { useOneJob } from "./use-one-job.ts";
import { DataLoss } from "./data-loss.tsx";

type EndDialogProps = UserDialogProps & { erase: boolean };

/** Explains the losses, requires the name, deactivates, and reports what is left. */
export function DeactivateOrEraseDialog({ user, erase, onClose }: EndDialogProps) {
  const t = useTranslations("accountEnd");
  const typedName = useConfirmName(user.name);
  const job = useOneJob(user.name);
  const name = nameOf(user);
  const action = erase ? "erase" : "deactivate";

  if (job.jobId) {
    return (
      <JobDialog
        title={t(`${action}.${job.item ? "doneTitle" : "runningTitle"}`, { name })}
        userId={user.name}
        jobId={job.jobId}
        under={job.item ? undefined : t(`${action}.running`)}
        onClose={onClose}
      >
        {job.item && <DeactivateOutcome item={job.item} />}
      </JobDialog>
    );
  }
  return (
    <FormDialog
      title={t(`${action}.title`, { name })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={t(`${action}.submit`)}
      look="danger"
      isRunning={job.isStarting}
      onSubmit={() => typedName.check() && void job.start({ kind: "deactivate", erase })}
      onClose={onClose}
    >
      <p>{t(erase && user.deactivated ? "erase.explainEnded" : `${action}.explain`)}</p>
      {user.admin && !user.deactivated && <Notice kind="warn">{t("isAdmin")}</Notice>}
      <DataLoss userId={user.name} erase={erase} isEnded={user.deactivated === true} />
      {typedName.field}
      {job.error && <ErrorNotice body={job.error.toBody()} />}
    </FormDialog>
  );
}
