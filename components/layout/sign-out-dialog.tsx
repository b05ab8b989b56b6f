"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useJobTitle } from "#components/matrix/job-title.ts";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { useSignOut } from "#lib/client/use-sign-out.ts";
import type { Job } from "#lib/contract/jobs.ts";

type SignOutDialogProps = {
  jobs: readonly Job[];
  hasPastedToken: boolean;
  onClose: () => void;
};

/** Asks what happens to the session's jobs, and to a pasted token. */
export function SignOutDialog({ jobs, hasPastedToken, onClose }: SignOutDialogProps) {
  const t = useTranslations("leaving");
  const taskText = useJobTitle();
  const [fate, setFate] = useState<"finish" | "pause">("finish");
  const [token, setToken] = useState<"keep" | "revoke">("keep");
  const { leave, error, isRunning } = useSignOut();

  return (
    <FormDialog
      title={jobs.length > 0 ? t("title", { count: jobs.length }) : t("tokenTitle")}
      submitLabel={t("submit")}
      isRunning={isRunning}
      onSubmit={() => leave({ jobs: fate, pasted: token })}
      onClose={onClose}
    >
      {jobs.length > 0 && (
        <>
          <ul className="list-disc ps-5 text-ink-2">
            {jobs.map((job) => (
              <li key={job.id}>{taskText(job)}</li>
            ))}
          </ul>
          <RadioCards
            legend={t("legend")}
            name="jobs"
            value={fate}
            onChange={setFate}
            options={[
              { value: "finish", title: t("finish"), text: t("finishText") },
              { value: "pause", title: t("pause"), text: t("pauseText") },
            ]}
          />
        </>
      )}
      {hasPastedToken && (
        <RadioCards
          legend={t("tokenLegend")}
          name="token"
          value={token}
          onChange={setToken}
          options={[
            { value: "keep", title: t("keep"), text: t("keepText") },
            { value: "revoke", title: t("revoke"), text: t("revokeText") },
          ]}
        />
      )}
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
