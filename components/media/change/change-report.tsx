"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AppError } from "#lib/errors.ts";

import type { Changed } from "./use-change.ts";

type ChangeReportProps = {
  changed: readonly Changed[];
  error: AppError | undefined;
  onClose: () => void;
};

/** Each file's state by a second read. */
export function ChangeReport({ changed, error, onClose }: ChangeReportProps) {
  const t = useTranslations("media.change");
  const media = useTranslations("media");
  const rest = changed.filter(({ outcome }) => outcome !== "done");
  return (
    <>
      <DialogBody>
        {error && <ErrorNotice body={error.toBody()} />}
        {rest.length === 0 ? (
          <Notice kind="ok" isAlert>
            {t("checked")}
          </Notice>
        ) : (
          <>
            <Notice kind="warn" isAlert title={t("rest", { count: rest.length })}>
              {t("checked")}
            </Notice>
            <NameList
              label={t("rest", { count: rest.length })}
              items={rest.map(({ file, outcome }) => ({
                id: file.media_id,
                name: file.upload_name || media("noName"),
                aside: t(`outcomes.${outcome as Exclude<typeof outcome, "done">}`),
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
