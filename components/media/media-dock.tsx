"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { MediaChange, MediaFile } from "#lib/contract/media.ts";

import { isOffered } from "./media-rules.ts";

type MediaDockProps = {
  files: readonly MediaFile[];
  onClear: () => void;
  onChange: (change: MediaChange, files: readonly MediaFile[]) => void;
};

const IN_MENU = ["release", "protect", "unprotect"] as const;

/** Actions for the selected files: each on those that it affects. */
export function MediaDock({ files, onClear, onChange }: MediaDockProps) {
  const t = useTranslations("media");
  const changes = useTranslations("media.changes");
  const meant = (change: MediaChange) => files.filter((file) => isOffered(change, file));
  return (
    <SelectionBar label={t("actions")}>
      <span role="status" className="font-strong whitespace-nowrap">
        {t("selected", { count: files.length })}
      </span>
      <Button look="quiet" onClick={onClear}>
        {t("clearSelection")}
      </Button>
      <Menu
        align="end"
        label={t("otherChanges")}
        trigger={
          <Button look="quiet">
            {t("otherChanges")}
            <ChevronDown />
          </Button>
        }
      >
        {IN_MENU.map((change) => (
          <MenuItem
            key={change}
            isDisabled={meant(change).length === 0}
            onSelect={() => onChange(change, meant(change))}
          >
            <span className="flex-1">{changes(change)}</span>
            <span className="tabular text-ink-3">{meant(change).length}</span>
          </MenuItem>
        ))}
      </Menu>
      <Button
        look="quiet"
        disabled={meant("quarantine").length === 0}
        onClick={() => onChange("quarantine", meant("quarantine"))}
      >
        {changes("quarantine")}
      </Button>
      <Button look="quietDanger" onClick={() => onChange("delete", files)}>
        {changes("delete")}
      </Button>
    </SelectionBar>
  );
}
