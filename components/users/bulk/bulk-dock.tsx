"use client";

import {
  ChevronDown,
  DoorOpen,
  Eraser,
  Ghost,
  ImageOff,
  Lock,
  LockOpen,
  Megaphone,
  MonitorOff,
  Pause,
  Play,
  Tag,
  Trash2,
  UserCheck,
  UserX,
  Volume2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import { Menu, MenuHeading, MenuItem, MenuNote, MenuSeparator } from "#components/ui/menu.tsx";
import { useMas } from "#lib/client/mas.tsx";

import { isByMas, isLoss, type BulkAction } from "./bulk-task.ts";
import type { UsersSelection } from "./use-selection.ts";

/** Loaded when an action is chosen. */
const BulkDialog = dynamic(() => import("./bulk-dialog.tsx").then((module) => module.BulkDialog), {
  ssr: false,
});

/** Each group has its heading in `bulk.groups`. */
export const GROUPS = [
  {
    id: "restrict",
    items: [
      { action: "lock", icon: Lock },
      { action: "suspend", icon: Pause },
      { action: "shadowBan", icon: Ghost },
    ],
  },
  {
    id: "lift",
    items: [
      { action: "unlock", icon: LockOpen },
      { action: "unsuspend", icon: Play },
      { action: "shadowUnban", icon: Volume2 },
      { action: "reactivate", icon: UserCheck },
    ],
  },
  {
    id: "manage",
    items: [
      { action: "notice", icon: Megaphone },
      { action: "join", icon: DoorOpen },
      { action: "setType", icon: Tag },
    ],
  },
  {
    id: "remove",
    items: [
      { action: "revoke", icon: MonitorOff },
      { action: "deleteMedia", icon: ImageOff },
      { action: "redact", icon: Eraser },
      { action: "deactivate", icon: UserX },
      { action: "erase", icon: Trash2 },
    ],
  },
] as const;

/** The actions on selected users. */
export function BulkDock({ selected }: { selected: UsersSelection }) {
  const t = useTranslations("bulk");
  const [asked, setAsked] = useState<{ action: BulkAction; selected: UsersSelection }>();
  const { count, offered } = selected;
  const issuer = useMas();
  return (
    <>
      <SelectionBar label={t("dock")}>
        <span role="status" className="font-strong whitespace-nowrap">
          {t("selected", { count })}
        </span>
        {offered !== undefined && (
          <button
            type="button"
            onClick={selected.selectAll}
            className="px-1.5 font-strong whitespace-nowrap text-accent-text hover:underline"
          >
            {t("selectAll", { count: offered })}
          </button>
        )}
        <Button look="quiet" onClick={selected.clear}>
          {t("clear")}
        </Button>
        <Menu
          align="end"
          label={t("dock")}
          trigger={
            <Button look="primary">
              {t("menu")}
              <ChevronDown />
            </Button>
          }
        >
          {GROUPS.map(({ id, items }) => [
            <MenuHeading key={id}>{t(`groups.${id}`)}</MenuHeading>,
            ...items
              .filter(({ action }) => issuer === null || !isByMas(action))
              .map(({ action, icon: Icon }) => (
                <MenuItem
                  key={action}
                  isDanger={isLoss(action)}
                  onSelect={() => setAsked({ action, selected })}
                >
                  <Icon />
                  {t(`actions.${action}`)}
                </MenuItem>
              )),
          ])}
          {issuer !== null && (
            <>
              <MenuSeparator />
              <MenuNote>{t("byMas", { issuer })}</MenuNote>
            </>
          )}
        </Menu>
      </SelectionBar>
      {/* The selection at that time: the list may change behind an open dialog. */}
      {asked && <BulkDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
