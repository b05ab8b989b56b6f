"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { useCountdown } from "#components/ui/use-countdown.ts";
import { useCommand } from "#lib/client/use-command.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";

type TokenOnceProps = {
  userId: string;
  made: OutputOf<typeof api.access.logInAs>;
  onClose: () => void;
};

/** The token, once, hidden until revealed; and its revocation after the work. */
export function TokenOnce({ userId, made: { access_token, login }, onClose }: TokenOnceProps) {
  const t = useTranslations("logInAs");
  const { run, error, isRunning } = useCommand(api.access.revokeLogin);
  const [isRevoked, setRevoked] = useState(false);
  const left = useCountdown(login.expires_ts);

  if (isRevoked || left === null) {
    return (
      <>
        <DialogBody>
          <Notice kind="ok" isAlert>
            {isRevoked ? t("revoked") : t("expired")}
          </Notice>
        </DialogBody>
        <DialogFooter>
          <Button look="primary" onClick={onClose}>
            {t("close")}
          </Button>
        </DialogFooter>
      </>
    );
  }
  const revoke = async () => {
    if (await run({ user_id: userId, login_id: login.id })) setRevoked(true);
  };
  return (
    <>
      <DialogBody>
        <SecretOnce
          secret={access_token}
          label={t("token")}
          show={t("show")}
          hide={t("hide")}
          copy={t("copy")}
          note={t("once")}
        />
        <p>
          {t("expiresIn")}{" "}
          <span role="timer" className="tabular font-strong">
            {left}
          </span>
        </p>
        <p className="text-small text-ink-2">{t("afterwards")}</p>
        {error && <ErrorNotice body={error.toBody()} />}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose} disabled={isRunning}>
          {t("keepAlive")}
        </Button>
        <Button look="primary" onClick={() => void revoke()} disabled={isRunning}>
          {isRunning ? t("revoking") : t("revokeNow")}
        </Button>
      </DialogFooter>
    </>
  );
}
