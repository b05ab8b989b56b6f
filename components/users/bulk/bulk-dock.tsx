"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { SelectionBar } from "#components/ui/selection-bar.tsx";
import { Menu, MenuHeading, MenuItem, MenuNote, MenuSeparator } from "#components/ui/menu.tsx";
import { useIsManagedByMas, useMas } from "#lib/client/mas.tsx";
import { api } from "#lib/contract/index.ts";

import {
  BULK_ACTIONS,
  BULK_GROUPS,
  bulkActions,
  isLoss,
  toStart,
  type BulkAction,
} from "./bulk-actions.ts";
import type { UsersSelection } from "./use-selection.ts";

/** Loaded when an action is chosen. */
const BulkDialog = dynamic(() => import("./bulk-dialog.tsx").then((module) => module.BulkDialog), {
  ssr: false,
});

/** The actions on selected users. */
export function BulkDock({ selected }: { selected: UsersSelection }) {
  const t = useTranslations("bulk");
  const [asked, setAsked] = useState<{ action: BulkAction; selected: UsersSelection }>();
  const { count, offered } = selected;
  const issuer = useMas();
  const isManagedByMas = useIsManagedByMas();
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
          {BULK_GROUPS.map((group) => [
            <MenuHeading key={group}>{t(`groups.${group}`)}</MenuHeading>,
            ...BULK_ACTIONS.filter((action) => bulkActions[action].group === group)
              .filter((action) => !isManagedByMas(api.jobs.start, toStart(action)))
              .map((action) => {
                const { icon: Icon } = bulkActions[action];
                return (
                  <MenuItem
                    key={action}
                    isDanger={isLoss(action)}
                    onSelect={() => setAsked({ action, selected })}
                  >
                    <Icon />
                    {t(`actions.${action}`)}
                  </MenuItem>
                );
              }),
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
