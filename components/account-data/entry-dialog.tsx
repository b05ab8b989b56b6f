"use client";

import { useTranslations } from "next-intl";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";

import type { DataEntry } from "./data-entries.ts";

type EntryDialogProps = { entry: DataEntry; onClose: () => void };

/** One raw entry, always as text. */
export function EntryDialog({ entry, onClose }: EntryDialogProps) {
  const t = useTranslations("accountData");
  const ui = useTranslations("ui");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<InlineIdentifier>{entry.type}</InlineIdentifier>}
      subtitle={
        entry.roomId === null ? t("global") : <InlineIdentifier>{entry.roomId}</InlineIdentifier>
      }
    >
      <DialogBody>
        <pre
          aria-label={t("content")}
          // Reachable by keyboard, since it scrolls.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          className="max-h-[55dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-[12px] leading-[18px] whitespace-pre-wrap break-words"
        >
          {entry.json}
        </pre>
      </DialogBody>
      <DialogFooter>
        <CopyTextButton text={entry.json} label={t("copy")} />
        <Button onClick={onClose}>{ui("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}
