"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { CopyableIdentifier } from "#components/ui/identifier.tsx";
import type { MediaFile } from "#lib/contract/media.ts";

import { MediaPreview } from "./media-preview.tsx";
import { mxcOf } from "./media-rules.ts";

type PreviewDialogProps = { userId: string; file: MediaFile; onClose: () => void };

/** One file's image, shown on demand. */
export function PreviewDialog({ userId, file, onClose }: PreviewDialogProps) {
  const t = useTranslations("media");
  const ui = useTranslations("ui");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={file.upload_name || t("noName")}
      subtitle={
        <CopyableIdentifier copyLabel={t("copyAddress")}>{mxcOf(userId, file)}</CopyableIdentifier>
      }
    >
      <DialogBody>
        <MediaPreview userId={userId} file={file} isAsked className="h-80 rounded-md" />
        <p className="text-small text-ink-2">{t("preview.recorded")}</p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{ui("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}
