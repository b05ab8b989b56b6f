"use client";

import { useTranslations } from "next-intl";

import { CopyTextButton } from "#components/ui/copy-button.tsx";

/** A new password, to be handed over: it is shown here and never again. */
export function PasswordOnce({ password }: { password: string }) {
  const t = useTranslations("password");
  return (
    <div className="grid gap-2 rounded-md border border-line bg-sunken p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <output aria-label={t("password")} className="font-mono text-[15px] break-all">
          {password}
        </output>
        <CopyTextButton text={password} label={t("copyText")} />
      </div>
      <p className="text-small text-ink-2">{t("doneOnce")}</p>
    </div>
  );
}
