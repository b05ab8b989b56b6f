"use client";

import { Copy, Ellipsis, Eye, Lock, LockOpen, ShieldCheck, ShieldOff, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { IconButton } from "#components/ui/button.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { canPreview, isOffered, mxcOf } from "./media-rules.ts";

const PreviewDialog = lazyDialog(() => import("./preview-dialog.tsx"), "PreviewDialog");

const ICONS = {
  quarantine: Lock,
  release: LockOpen,
  protect: ShieldCheck,
  unprotect: ShieldOff,
  delete: Trash2,
};

type MediaActionsProps = {
  userId: string;
  file: MediaFile;
  onChange: (change: MediaChange) => void;
};

/** The actions on one file. */
export function MediaActions({ userId, file, onChange }: MediaActionsProps) {
  const t = useTranslations("media");
  const changes = useTranslations("media.changes");
  const [isPreviewed, setPreviewed] = useState(false);
  const item = (change: MediaChange) => {
    const Icon = ICONS[change];
    return (
      <MenuItem
        key={change}
        isDanger={change === "delete"}
        isDisabled={change === "quarantine" && file.safe_from_quarantine === true}
        onSelect={() => onChange(change)}
      >
        <Icon />
        {changes(change)}
      </MenuItem>
    );
  };
  const reversible = (["quarantine", "release", "protect", "unprotect"] as const).filter((change) =>
    isOffered(change, file),
  );
  return (
    <>
      <Menu
        align="end"
        label={t("actions")}
        trigger={
          <IconButton
            label={t("more", { name: file.upload_name || file.media_id })}
            className="text-ink-3 group-hover:text-ink"
          >
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem isDisabled={!canPreview(file)} onSelect={() => setPreviewed(true)}>
          <Eye />
          {t("preview.open")}
        </MenuItem>
        <MenuItem onSelect={() => void navigator.clipboard.writeText(mxcOf(userId, file))}>
          <Copy />
          {t("copyAddress")}
        </MenuItem>
        <MenuSeparator />
        {reversible.map(item)}
        <MenuSeparator />
        {item("delete")}
      </Menu>
      {isPreviewed && (
        <PreviewDialog userId={userId} file={file} onClose={() => setPreviewed(false)} />
      )}
    </>
  );
}
