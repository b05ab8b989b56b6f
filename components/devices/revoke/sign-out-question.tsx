"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { useSignOut } from "#lib/client/use-sign-out.ts";

/** Revoking the dashboard's own device is signing out, and done as such. */
export function SignOutQuestion({ onClose }: { onClose: () => void }) {
  const t = useTranslations("revoke");
  const ui = useTranslations("ui");
  const { leave, error, isRunning } = useSignOut();

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isRunning}
      title={t("onlyOwnTitle")}
    >
      <DialogBody>
        <p className="text-ink-2">{t("onlyOwnBody")}</p>
        {error && <ErrorNotice body={error.toBody()} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={isRunning}>
          {ui("cancel")}
        </Button>
        <Button
          look="danger"
          onClick={() => void leave({ jobs: "pause", pasted: "revoke" })}
          disabled={isRunning}
        >
          {t("submitOwn")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
