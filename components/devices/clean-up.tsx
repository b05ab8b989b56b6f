"use client";

import { ChevronDown } from "lucide-react";
import { useNow, useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "#components/ui/menu.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Device } from "#lib/contract/devices.ts";

import { allButNewest, unseenFor } from "./device-rules.ts";

type CleanUpProps = {
  devices: readonly Device[];
  ownDeviceId: string | undefined;
  isAppservice: boolean;
  onRevoke: (devices: readonly Device[]) => void;
};

const DAYS = [30, 90, 365];
const YEAR = 365;

/** Finds unused devices, and says which ones it leaves out. */
export function CleanUp({ devices, ownDeviceId, isAppservice, onRevoke }: CleanUpProps) {
  const t = useTranslations("devices");
  const now = useNow().getTime();
  if (isAppservice) {
    return (
      <div className="flex-1">
        <Notice kind="info">{t("appserviceRule")}</Notice>
      </div>
    );
  }

  const given = { ownDeviceId, now };
  const stale = unseenFor(YEAR, devices, given);
  const rules = [
    { id: "newest", label: t("allButNewest"), found: allButNewest(devices, given) },
    ...DAYS.map((days) => ({
      id: `${days}`,
      label: t("unseenFor", { days }),
      found: unseenFor(days, devices, given),
    })),
  ];
  return (
    <div className="flex flex-1 flex-wrap items-start justify-end gap-3">
      {stale.length > 0 && (
        <div className="min-w-0 flex-1 basis-80">
          <Notice kind="warn">
            {t("stale", { count: stale.length })}{" "}
            <button
              type="button"
              onClick={() => onRevoke(stale)}
              className="font-strong text-accent-text hover:underline"
            >
              {t("review")}
            </button>
          </Notice>
        </div>
      )}
      <Menu
        align="end"
        label={t("clean")}
        trigger={
          <Button>
            {t("clean")}
            <ChevronDown />
          </Button>
        }
      >
        {rules.map(({ id, label, found }) => (
          <MenuItem key={id} isDisabled={found.length === 0} onSelect={() => onRevoke(found)}>
            <span className="flex-1">{label}</span>
            <span className="tabular text-ink-3">{found.length}</span>
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuNote>{t("ruleLeavesOut")}</MenuNote>
      </Menu>
    </div>
  );
}
