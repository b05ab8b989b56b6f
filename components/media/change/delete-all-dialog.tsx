"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useConfirmName } from "#components/forms/confirm-name.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";

type DeleteAllProps = { userId: string; total: number; onClose: () => void };

/** Starts the job that deletes all of a user's files, after their name is entered. */
export function DeleteAllDialog({ userId, total, onClose }: DeleteAllProps) {
  const t = useTranslations("media.deleteAll");
  const bulk = useTranslations("bulk");
  const router = useRouter();
  const { run, error, isRunning } = useCommand(api.jobs.start);
  const typed = useConfirmName(userId);

  const onSubmit = async () => {
    if (!typed.check()) return;
    const started = await run({
      task: { kind: "delete_media" },
      selection: { user_ids: [userId] },
    });
    if (started) router.push(routes.job(started.job_id));
  };

  return (
    <FormDialog
      title={t("title", { count: total })}
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
      submitLabel={t("submit")}
      look="danger"
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p className="text-ink-2">{bulk("explain.deleteMedia")}</p>
      <Notice kind="warn">{bulk("lost.deleteMedia")}</Notice>
      <p className="text-small text-ink-2">{t("job")}</p>
      {typed.field}
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
