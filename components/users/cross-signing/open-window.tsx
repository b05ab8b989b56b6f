"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { CopyTextButton } from "#components/ui/copy-button.tsx";
import { useCountdown } from "#components/ui/use-countdown.ts";
import { Notice } from "#components/ui/notice.tsx";

type OpenWindowProps = { endsTs: number; isRunning: boolean; onAgain: () => void };

const STEPS = ["one", "two", "three", "four"] as const;

/** The remaining time, and the user's instructions. */
export function OpenWindow({ endsTs, isRunning, onAgain }: OpenWindowProps) {
  const t = useTranslations("crossSigning");
  const left = useCountdown(endsTs);
  if (left === null) {
    return (
      <Notice
        kind="warn"
        isAlert
        title={t("over.title")}
        actions={
          <Button onClick={onAgain} disabled={isRunning}>
            {t("over.again")}
          </Button>
        }
      >
        {t("over.body")}
      </Notice>
    );
  }
  const steps = STEPS.map((step) => t(`steps.${step}`));
  return (
    <>
      <div className="flex items-center justify-between gap-3 rounded-md border border-line bg-sunken px-4 py-3">
        <span>
          <span className="block text-small text-ink-2">{t("left")}</span>
          <span role="timer" className="tabular text-title font-heading">
            {left}
          </span>
        </span>
        <CopyTextButton
          text={steps.map((step, at) => `${at + 1}. ${step}`).join("\n")}
          label={t("copySteps")}
        />
      </div>
      <section>
        <h3 className="mb-1.5 font-strong">{t("tell")}</h3>
        <ol className="grid list-decimal gap-1.5 ps-5 text-ink-2">
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <p className="text-small text-ink-2">{t("closes")}</p>
    </>
  );
}
