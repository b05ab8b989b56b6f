"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useConfirmCount } from "#components/forms/confirm-count.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";

import type { ImportOptions } from "./import-rules.ts";

type StartDialogProps = {
  importId: string;
  options: ImportOptions;
  count: number;
  onClose: () => void;
};

/** Requires the number of accounts, and starts the job. */
export function StartDialog({ importId, options, count, onClose }: StartDialogProps) {
  const t = useTranslations("imports");
  const router = useRouter();
  const start = useCommand(api.imports.start);
  const typedCount = useConfirmCount(count);

  const onSubmit = async () => {
    if (!typedCount.check()) return;
    const started = await start.run({ import_id: importId, count, ...options });
    if (started) router.push(routes.job(started.job_id));
  };

  return (
    <FormDialog
      title={t("startTitle", { count })}
      submitLabel={t("startTitle", { count })}
      isRunning={start.isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p className="text-ink-2">{t(`modeTexts.${options.mode}`)}</p>
      {options.mode !== "create" && <Notice kind="warn">{t("overwrites")}</Notice>}
      <p className="text-small text-ink-2">{t("asJob")}</p>
      {typedCount.field}
      {start.error && <ErrorNotice body={start.error.toBody()} />}
    </FormDialog>
  );
}
