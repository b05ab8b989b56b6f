"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";

import { isLoss, taskOf, type BulkAction } from "./bulk-actions.ts";
import { BULK_CHOICES } from "./bulk-choices.tsx";
import { AT_FIRST } from "./bulk-options.ts";
import type { JobSelection } from "./use-selection.ts";

type TaskDialogProps = {
  action: BulkAction;
  selection: JobSelection;
  title: string;
  subtitle?: ReactNode;
  submitLabel: string;
  /** For a single opened account. */
  isOne?: boolean;
  /** A confirmation to enter before it starts. */
  confirmation?: { field: ReactNode; check: () => boolean } | undefined;
  note?: ReactNode;
  onClose: () => void;
};

/** Says what will happen, asks for the options, and starts the job. */
export function TaskDialog(props: TaskDialogProps) {
  const { action, selection, title, subtitle, submitLabel, confirmation, note, onClose } = props;
  const { isOne = false } = props;
  const t = useTranslations("bulk");
  const router = useRouter();
  const start = useCommand(api.jobs.start);
  const [options, setOptions] = useState({ ...AT_FIRST, peopleOnly: !isOne });
  const [isWrong, setWrong] = useState(false);
  const Choices = BULK_CHOICES[action];

  const onSubmit = async () => {
    const task = taskOf(action, options);
    const isTyped = confirmation?.check() ?? true;
    setWrong(!task);
    if (!task || !isTyped) return;
    const started = await start.run({ task, selection });
    if (started) router.push(routes.job(started.job_id));
  };

  return (
    <FormDialog
      title={title}
      subtitle={subtitle}
      submitLabel={submitLabel}
      look={isLoss(action) ? "danger" : "primary"}
      isRunning={start.isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p className="text-ink-2">{t(`explain.${action}`)}</p>
      {Choices && (
        <Choices
          options={options}
          onChange={(changed) => {
            setOptions({ ...options, ...changed });
            setWrong(false);
          }}
          isWrong={isWrong}
          isOne={isOne}
        />
      )}
      {isLoss(action) && <Notice kind="warn">{t(`lost.${action}`)}</Notice>}
      {note}
      {confirmation?.field}
      {start.error && <ErrorNotice body={start.error.toBody()} />}
    </FormDialog>
  );
}
