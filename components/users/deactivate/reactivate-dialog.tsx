"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import type { UserDialogProps } from "#components/users/user-action.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { useNewPassword } from "#components/users/reset-password/use-new-password.ts";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { RESTORE_PARTS, type RestorePart } from "#lib/contract/deactivation.ts";
import { api } from "#lib/contract/index.ts";
import { NewPassword } from "#lib/contract/passwords.ts";
import { invalidInput, type AppError } from "#lib/errors.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { JobDialog } from "./job-dialog.tsx";
import { PasswordChoice } from "./password-choice.tsx";
import { ReactivationOutcome } from "./reactivation-outcome.tsx";
import { RestoreChoice } from "./restore-choice.tsx";
import { useOneJob } from "./use-one-job.ts";

/** Says what is lost for good, and restores what it can. */
export function ReactivateDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("reactivate");
  const issueText = useIssueText();
  const job = useOneJob(user.name);
  const kept = useQuery(api.accountEnd.snapshot, { user_id: user.name });
  const [parts, setParts] = useState<readonly RestorePart[]>(RESTORE_PARTS);
  const [wantsPassword, setWantsPassword] = useState(user.external_ids.length === 0);
  const password = useNewPassword();
  /** The reactivated account's password. */
  const [chosen, setChosen] = useState<string>();
  const [invalid, setInvalid] = useState<AppError>();
  const name = nameOf({
    name: user.name,
    displayname: user.displayname || kept.data?.snapshot?.displayname,
  });

  const onSubmit = () => {
    const checked = NewPassword.safeParse(password.value);
    const isWrong = wantsPassword && !checked.success;
    setInvalid(isWrong ? invalidInput(checked.error) : undefined);
    if (isWrong) return;
    setChosen(wantsPassword ? password.value : undefined);
    const restore = kept.data?.snapshot ? [...parts] : [];
    void job.start({ kind: "reactivate", restore });
  };

  if (job.jobId) {
    return (
      <JobDialog
        title={t(job.item ? "doneTitle" : "runningTitle", { name })}
        userId={user.name}
        jobId={job.jobId}
        under={job.item ? undefined : t("running")}
        onClose={onClose}
      >
        {job.item && <ReactivationOutcome userId={user.name} item={job.item} password={chosen} />}
      </JobDialog>
    );
  }
  return (
    <FormDialog
      title={t("title", { name })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={t("submit")}
      isRunning={job.isStarting}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p>{t("explain")}</p>
      {user.erased && <Notice kind="warn">{t("wasErased")}</Notice>}
      {user.admin && <Notice kind="warn">{t("isAdmin")}</Notice>}
      <RestoreChoice
        userId={user.name}
        kept={kept}
        isErased={user.erased === true}
        parts={parts}
        onChange={setParts}
      />
      <Notice kind="info" title={t("neverBack")}>
        {t("neverBackText")}
      </Notice>
      <PasswordChoice
        isWanted={wantsPassword}
        onWanted={setWantsPassword}
        password={password}
        about={[user.name, name]}
        error={issueText(invalid?.details.fields?.["input"])}
      />
      {job.error && <ErrorNotice body={job.error.toBody()} />}
    </FormDialog>
  );
}
