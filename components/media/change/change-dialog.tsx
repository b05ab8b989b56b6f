"use client";

import { useTranslations } from "next-intl";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { ChangeQuestion } from "./change-question.tsx";
import { ChangeReport } from "./change-report.tsx";
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
  const { progress, error, begin } = useChange(userId, change);
  const isDone = progress.step === "done";
  const done = isDone ? progress.changed.filter(({ outcome }) => outcome === "done").length : 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={progress.step === "running"}
      title={
        isDone
          ? t(`done.${change}`, { count: done })
          : t(`title.${change}`, { count: files.length })
      }
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
    >
      {isDone ? (
        <ChangeReport changed={progress.changed} error={error} onClose={onClose} />
      ) : (
        <ChangeQuestion
          change={change}
          files={files}
          hasAvatar={files.some(isAvatar)}
          progress={progress}
          onSubmit={() => begin(files)}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
