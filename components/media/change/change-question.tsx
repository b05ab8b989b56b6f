"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";

import { useConfirmCount } from "#components/forms/confirm-count.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useSize } from "#components/ui/use-size.ts";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import type { Progress } from "./use-change.ts";

type ChangeQuestionProps = {
  change: MediaChange;
  files: readonly MediaFile[];
  hasAvatar: boolean;
  progress: Exclude<Progress, { step: "done" }>;
  onSubmit: () => unknown;
  onClose: () => void;
};

export function ChangeQuestion(props: ChangeQuestionProps) {
  const { change, files, hasAvatar, progress, onSubmit, onClose } = props;
  const t = useTranslations("media.change");
  const media = useTranslations("media");
  const ui = useTranslations("ui");
  const size = useSize();
  const typed = useConfirmCount(files.length);
  const isRunning = progress.step === "running";
  const isFinal = change === "delete";
  const kept = files.filter((file) => file.safe_from_quarantine).length;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFinal || typed.check()) void onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <p className="text-ink-2">{t(`explain.${change}`, { count: files.length })}</p>
        <NameList
          label={t("list")}
          items={files.map(({ media_id, upload_name, media_length }) => ({
            id: media_id,
            name: upload_name || media("noName"),
            aside: <span className="tabular">{size(media_length)}</span>,
          }))}
        />
        {change === "quarantine" && kept > 0 && (
          <Notice kind="info">{t("protectedStay", { count: kept })}</Notice>
        )}
        {isFinal && kept > 0 && <Notice kind="warn">{t("protectedGo", { count: kept })}</Notice>}
        {hasAvatar && isFinal && <Notice kind="warn">{t("avatarGoes")}</Notice>}
        {isFinal && typed.field}
        <p role="status" className="text-small text-ink-2">
          {progress.step === "running" && t("running", progress)}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={isRunning}>
          {ui("cancel")}
        </Button>
        <Button type="submit" look={isFinal ? "danger" : "primary"} disabled={isRunning}>
          {t(`submit.${change}`, { count: files.length })}
        </Button>
      </DialogFooter>
    </form>
  );
}
