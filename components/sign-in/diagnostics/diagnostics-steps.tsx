import { clsx } from "clsx";
import { CircleAlert, CircleCheck, CircleMinus, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { OLDEST_SUPPORTED } from "#lib/contract/kit/synapse-versions.ts";
import type { DiagnosticsStep } from "#lib/contract/sign-in/diagnostics.ts";

const RESULTS = {
  ok: { icon: CircleCheck, ink: "text-ok" },
  warn: { icon: TriangleAlert, ink: "text-warn" },
  failed: { icon: CircleAlert, ink: "text-bad" },
  left: { icon: CircleMinus, ink: "text-ink-3" },
};

export function DiagnosticsSteps({ steps }: { steps: readonly DiagnosticsStep[] }) {
  const t = useTranslations("diagnostics");
  return (
    <ol
      aria-label={t("title")}
      className="divide-y divide-line rounded-md border border-line bg-surface shadow-low"
    >
      {steps.map((step) => (
        <Step key={step.step} {...step} />
      ))}
    </ol>
  );
}

function Step({ step, is, asked, status, ms, came, error }: DiagnosticsStep) {
  const t = useTranslations("diagnostics");
  const errorText = useErrorText();
  const { icon: Icon, ink } = RESULTS[is];
  const why = error && errorText(error);
  const facts = [status !== null && `HTTP ${status}`, ms !== null && t("ms", { ms }), came].filter(
    (fact) => typeof fact === "string",
  );
  return (
    <li className="flex gap-3 px-4 py-3">
      <Icon className={clsx("mt-0.5 size-4 shrink-0", ink)} aria-hidden="true" />
      <div className="grid min-w-0 flex-1 gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2 className={clsx("font-strong", is === "left" && "text-ink-3")}>
            {t(`steps.${step}`)}
          </h2>
          <span className={clsx("text-small", ink)}>{t(`results.${is}`)}</span>
        </div>
        {asked && <p className="font-mono text-small break-all text-ink-2">{asked}</p>}
        {facts.length > 0 && (
          <p className="text-small break-words text-ink-2">{facts.join(" · ")}</p>
        )}
        {why && (
          <p>
            <span className="font-strong">{why.title}.</span> {why.body}
          </p>
        )}
        {(is === "failed" || is === "warn") && (
          <p className="text-ink-2">{t(`advice.${step}`, { oldest: OLDEST_SUPPORTED })}</p>
        )}
      </div>
    </li>
  );
}
