"use client";

import { useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import type { AuditRecord } from "#lib/contract/audit.ts";
import { api } from "#lib/contract/index.ts";

import { useActionName } from "#components/audit/action-name.ts";

import { RecordFacts } from "./record-facts.tsx";
import { SentInput } from "./sent-input.tsx";
import { ErrorDetails } from "./error-details.tsx";

type RecordDialogProps = {
  id: string;
  /** The record from the list. */
  known: AuditRecord | undefined;
  onClose: () => void;
};

/** All details of one action. */
export function RecordDialog({ id, known, onClose }: RecordDialogProps) {
  const t = useTranslations("audit.record");
  const actionName = useActionName();
  const { data, error, refresh } = useQuery(
    api.audit.get,
    { id },
    known && { fallbackData: { record: known } },
  );
  const record = data?.record;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={record ? actionName(record.action, record.input) : t("title")}
      subtitle={<span className="text-small">{t("number", { id })}</span>}
    >
      <DialogBody>
        {error && <LoadError error={error} onRetry={refresh} />}
        {record && (
          <>
            <ErrorDetails record={record} />
            <RecordFacts record={record} />
            <SentInput record={record} />
          </>
        )}
        {record === null && (
          <Notice kind="info" title={t("goneTitle")}>
            {t("goneBody")}
          </Notice>
        )}
        {!data && !error && <Loading />}
      </DialogBody>
      <DialogFooter>
        {record && <CopyTextButton label={t("copy")} text={JSON.stringify(record, null, 2)} />}
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}

function Loading() {
  const t = useTranslations("audit.record");
  return (
    <div role="status" aria-label={t("loading")} className="grid gap-3">
      {["w-64", "w-48", "w-56", "w-40"].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
