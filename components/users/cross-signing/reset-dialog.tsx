"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { SINCE } from "#lib/contract/kit/synapse-versions.ts";
import type { AppError } from "#lib/errors.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { ConfirmThemselves } from "./confirm-themselves.tsx";
import { OpenWindow } from "./open-window.tsx";

/**
 * Lets a user who cannot verify any more reset their keys: explains, opens, and guides. The window is for the
 * Matrix Authentication Service alone.
 * https://element-hq.github.io/synapse/latest/admin_api/user_admin_api.html#allow-replacing-master-cross-signing-key-without-user-interactive-auth
 */
export function CrossSigningDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("crossSigning");
  const ways = useQuery(api.users.waysToSignIn, {});
  const { run, error, isRunning } = useCommand(api.access.allowCrossSigningReset);
  const [endsTs, setEnds] = useState<number>();
  const name = nameOf(user);
  const subtitle = <InlineIdentifier>{user.name}</InlineIdentifier>;

  const open = async () => {
    const answer = await run({ user_id: user.name });
    if (answer) setEnds(answer.updatable_without_uia_before_ms);
  };
  const why = error && whyNot(error);

  if (!ways.data?.mas) {
    return (
      <Dialog
        open
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={t("title", { name })}
        subtitle={subtitle}
      >
        <DialogBody>
          <p className="text-ink-2">{t("when")}</p>
          {ways.data ? (
            <ConfirmThemselves
              name={name}
              hasPasswords={ways.data.passwords}
              hasProviders={ways.data.providers.length > 0}
            />
          ) : ways.error ? (
            <ErrorNotice body={ways.error.toBody()} />
          ) : (
            <SkeletonRows rows={2} label={t("loading")} />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t("close")}</Button>
        </DialogFooter>
      </Dialog>
    );
  }
  if (endsTs !== undefined || why) {
    return (
      <Dialog
        open
        onOpenChange={(isOpen) => !isOpen && onClose()}
        isBusy={isRunning}
        title={why ? t("title", { name }) : t("openTitle", { name })}
        subtitle={subtitle}
      >
        <DialogBody>
          {why ? (
            <Notice kind="info" isAlert title={t(`${why}.title`)}>
              {t(`${why}.body`, { name, version: SINCE.crossSigningReset })}
            </Notice>
          ) : (
            <OpenWindow endsTs={endsTs ?? 0} onAgain={open} isRunning={isRunning} />
          )}
          {error && !why && <ErrorNotice body={error.toBody()} />}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose} disabled={isRunning}>
            {t("close")}
          </Button>
        </DialogFooter>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={t("title", { name })}
      subtitle={subtitle}
      submitLabel={isRunning ? t("opening") : t("submit")}
      isRunning={isRunning}
      onSubmit={open}
      onClose={onClose}
    >
      <p className="text-ink-2">{t("when")}</p>
      <ul className="grid list-disc gap-1.5 ps-5 text-ink-2">
        <li>{t("does")}</li>
        <li>{t("costs")}</li>
        <li>{t("risk")}</li>
      </ul>
      {(user.deactivated || user.locked) && (
        <Notice kind="warn">{t(user.deactivated ? "deactivated" : "locked")}</Notice>
      )}
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}

/** Answers without an error: there is nothing to open here. */
function whyNot({ code }: AppError): "noKeys" | "notHere" | undefined {
  if (code === "not_found") return "noKeys";
  return code === "unsupported" ? "notHere" : undefined;
}
