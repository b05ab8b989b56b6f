"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useConfirmCount } from "#components/forms/confirm-count.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";

type QuarantineAllProps = { userId: string; total: number; onClose: () => void };

/** Quarantines all of a user's files, after the count is entered: there is no bulk undo. */
export function QuarantineAllDialog({ userId, total, onClose }: QuarantineAllProps) {
  const t = useTranslations("media.quarantineAll");
  const { run, error, isRunning } = useCommand(api.media.quarantineAll);
  const typed = useConfirmCount(total);
  const [found, setFound] = useState<OutputOf<typeof api.media.quarantineAll>>();
  const id = <InlineIdentifier>{userId}</InlineIdentifier>;

  if (found) return <Report found={found} subtitle={id} onClose={onClose} />;
  return (
    <FormDialog
      title={t("title", { count: total })}
      subtitle={id}
      submitLabel={isRunning ? t("running") : t("submit")}
      look="danger"
      isRunning={isRunning}
      onSubmit={async () => {
        if (typed.check()) setFound(await run({ user_id: userId }));
      }}
      onClose={onClose}
    >
      <p className="text-ink-2">{t("explain")}</p>
      <Notice kind="warn" title={t("noUndo.title")}>
        {t("noUndo.body")}
      </Notice>
      {typed.field}
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}

type ReportProps = {
  found: OutputOf<typeof api.media.quarantineAll>;
  subtitle: ReactNode;
  onClose: () => void;
};

function Report({ found: { num_quarantined, now }, subtitle, onClose }: ReportProps) {
  const t = useTranslations("media.quarantineAll");
  const ui = useTranslations("ui");
  const isAll = now !== null && now.quarantined === now.total;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("doneTitle", { count: num_quarantined })}
      subtitle={subtitle}
    >
      <DialogBody>
        <Notice kind={isAll ? "ok" : "warn"} isAlert>
          {now ? t("now", now) : t("unread")}
        </Notice>
        <p className="text-small text-ink-2">{t("countHelp")}</p>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          {ui("done")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
