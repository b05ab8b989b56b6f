"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";

import type { Progress } from "./use-revoke.ts";

type RevokeQuestionProps = {
  /** Without the dashboard's own. */
  devices: readonly Device[];
  isByRule: boolean;
  hasOwn: boolean;
  progress: Progress;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
};

export function RevokeQuestion(props: RevokeQuestionProps) {
  const { devices, isByRule, hasOwn, progress, onSubmit, onClose } = props;
  const t = useTranslations("revoke");
  const ui = useTranslations("ui");
  const devicesWords = useTranslations("devices");
  const dehydrated = devices.filter((device) => device.dehydrated).length;
  const isRunning = progress.step !== "asking";
  return (
    <form onSubmit={onSubmit}>
      <DialogBody>
        <p className="text-ink-2">{t("explain", { count: devices.length })}</p>
        <NameList
          label={t("list")}
          items={devices.map(({ device_id, display_name, last_seen_ts }) => ({
            id: device_id,
            name: display_name || devicesWords("noName"),
            aside: <LastSeen ms={last_seen_ts} />,
          }))}
        />
        {isByRule && <p className="text-small text-ink-2">{devicesWords("ruleLeavesOut")}</p>}
        {dehydrated > 0 && <Notice kind="warn">{t("dehydrated", { count: dehydrated })}</Notice>}
        {hasOwn && (
          <Notice kind="warn" title={t("ownTitle")}>
            {t("ownBody")}
          </Notice>
        )}
        <p role="status" className="text-small text-ink-2">
          {progress.step === "running" && t("running", { ...progress, batch: REVOKE_BATCH })}
          {progress.step === "checking" && t("checking")}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={isRunning}>
          {ui("cancel")}
        </Button>
        <Button type="submit" look="danger" disabled={isRunning}>
          {t("submit", { count: devices.length })}
        </Button>
      </DialogFooter>
    </form>
  );
}
