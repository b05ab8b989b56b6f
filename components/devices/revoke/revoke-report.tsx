"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AppError } from "#lib/errors.ts";

import type { Progress } from "./use-revoke.ts";

type RevokeReportProps = {
  progress: Extract<Progress, { step: "done" | "unread" }>;
  error: AppError | undefined;
  onClose: () => void;
};

/** The devices by a fresh list from the homeserver. */
export function RevokeReport({ progress, error, onClose }: RevokeReportProps) {
  const t = useTranslations("revoke");
  const unnamed = useTranslations("devices");
  return (
    <>
      <DialogBody>
        {error && <ErrorNotice body={error.toBody()} />}
        {progress.step === "unread" ? (
          <Notice kind="warn" isAlert>
            {t("unread")}
          </Notice>
        ) : progress.remaining.length === 0 ? (
          <Notice kind="ok" isAlert>
            {t("doneBody")}
          </Notice>
        ) : (
          <>
            <Notice kind="warn" isAlert title={t("remaining")}>
              {t("doneBody")}
            </Notice>
            <NameList
              label={t("remaining")}
              items={progress.remaining.map(({ device_id, display_name, last_seen_ts }) => ({
                id: device_id,
                name: display_name || unnamed("noName"),
                aside: <LastSeen ms={last_seen_ts} />,
              }))}
            />
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          {t("close")}
        </Button>
      </DialogFooter>
    </>
  );
}
