"use client";

import { useTranslations } from "next-intl";

import { BatchDialog, type BatchReport } from "#components/forms/batch-dialog.tsx";
import { useConfirmCount } from "#components/forms/confirm-count.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { useChange } from "./use-change.ts";

export type ChangeDialogProps = {
  userId: string;
  change: MediaChange;
  /** Only files that the change would affect. */
  files: readonly MediaFile[];
  isAvatar: (file: MediaFile) => boolean;
  onClose: () => void;
};

/** Explains a change of files, makes it, and reports their real state. */
export function ChangeDialog({ userId, change, files, isAvatar, onClose }: ChangeDialogProps) {
  const t = useTranslations("media.change");
  const media = useTranslations("media");
  const size = useSize();
  const { progress, error, begin } = useChange(userId, change);
  const typed = useConfirmCount(files.length);
  const isFinal = change === "delete";
  const kept = files.filter((file) => file.safe_from_quarantine).length;
  const nameOf = ({ media_id, upload_name }: MediaFile) => ({
    id: media_id,
    name: upload_name || media("noName"),
  });

  const reportOf = (): BatchReport | undefined => {
    if (progress.step !== "done") return undefined;
    const rest = progress.changed.flatMap(({ file, outcome }) =>
      outcome === "done" ? [] : [{ ...nameOf(file), aside: t(`outcomes.${outcome}`) }],
    );
    const isAll = rest.length === 0;
    return {
      title: t(`done.${change}`, { count: progress.changed.length - rest.length }),
      kind: isAll ? "ok" : "warn",
      body: t("checked"),
      rest: isAll ? undefined : { label: t("rest", { count: rest.length }), items: rest },
      error,
    };
  };

  return (
    <BatchDialog
      userId={userId}
      title={t(`title.${change}`, { count: files.length })}
      explanation={t(`explain.${change}`, { count: files.length })}
      names={{
        label: t("list"),
        items: files.map((file) => ({
          ...nameOf(file),
          aside: <span className="tabular">{size(file.media_length)}</span>,
        })),
      }}
      submitLabel={t(`submit.${change}`, { count: files.length })}
      look={isFinal ? "danger" : "primary"}
      progress={progress.step === "running" ? t("running", progress) : undefined}
      report={reportOf()}
      onSubmit={() => (!isFinal || typed.check()) && begin(files)}
      onClose={onClose}
    >
      {change === "quarantine" && kept > 0 && (
        <Notice kind="info">{t("protectedStay", { count: kept })}</Notice>
      )}
      {isFinal && kept > 0 && <Notice kind="warn">{t("protectedGo", { count: kept })}</Notice>}
      {isFinal && files.some(isAvatar) && <Notice kind="warn">{t("avatarGoes")}</Notice>}
      {isFinal && typed.field}
    </BatchDialog>
  );
}
