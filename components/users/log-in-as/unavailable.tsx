"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";

/** Where another service handles sign-in, Synapse issues no tokens for users. */
export function Unavailable({ onClose }: { onClose: () => void }) {
  const t = useTranslations("logInAs");
  return (
    <>
      <DialogBody>
        <Notice kind="info" isAlert title={t("notHere.title")}>
          {t("notHere.body")}
        </Notice>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t("close")}</Button>
      </DialogFooter>
    </>
  );
}
