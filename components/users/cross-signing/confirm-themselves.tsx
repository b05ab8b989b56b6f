"use client";

import { useTranslations } from "next-intl";

import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";

type ConfirmThemselvesProps = { name: string; hasPasswords: boolean; hasProviders: boolean };

/**
 * Where Synapse handles sign-in, the user confirms a reset there, and a window opened by an admin has no
 * effect: explains what works instead.
 */
export function ConfirmThemselves({ name, hasPasswords, hasProviders }: ConfirmThemselvesProps) {
  const t = useTranslations("crossSigning");
  const steps = [
    t("steps.one"),
    t("steps.two"),
    ...(hasPasswords ? [t("themselves.password")] : []),
    ...(hasProviders ? [t("themselves.provider")] : []),
    t("steps.four"),
  ];
  return (
    <>
      <Notice kind="info" title={t("themselves.title")}>
        {t("themselves.body", { name })}
      </Notice>
      <section>
        <div className="mb-1.5 flex flex-wrap items-center justify-between gap-2">
          <h3 className="font-strong">{t("themselves.tell")}</h3>
          <CopyTextButton
            text={steps.map((step, at) => `${at + 1}. ${step}`).join("\n")}
            label={t("copySteps")}
          />
        </div>
        <ol className="grid list-decimal gap-1.5 ps-5 text-ink-2">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      {hasPasswords && <p className="text-small text-ink-2">{t("themselves.forgotten")}</p>}
    </>
  );
}
