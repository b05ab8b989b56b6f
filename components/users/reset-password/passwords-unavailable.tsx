"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { AppError } from "#lib/errors.ts";

/** Errors of a homeserver that keeps no passwords. */
export const arePasswordsUnavailable = (error: AppError): boolean =>
  error.code === "unsupported" || isSwitchedOff(error);

/**
 * Synapse says so only in its error text: "Password change disabled" and "Local password database is
 * disabled".
 */
const isSwitchedOff = ({ code, details }: AppError): boolean =>
  code === "forbidden" && /password/i.test(details.homeserverSays ?? "");

type PasswordsUnavailableProps = { error: AppError; onClose: () => void };

export function PasswordsUnavailable({ error, onClose }: PasswordsUnavailableProps) {
  const t = useTranslations("password");
  const why = error.code === "unsupported" ? "notHere" : "switchedOff";
  return (
    <>
      <DialogBody>
        <Notice kind="warn" isAlert title={t(`${why}.title`)}>
          {t(`${why}.body`)}
        </Notice>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogFooter>
    </>
  );
}
