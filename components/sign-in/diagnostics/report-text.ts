import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import type { DiagnosticsStep } from "#lib/contract/sign-in/diagnostics.ts";

/** The report as text, for support. It omits the user name and password. */
export function useReportText(): (steps: readonly DiagnosticsStep[]) => string {
  const t = useTranslations("diagnostics");
  const errorText = useErrorText();
  return (steps) =>
    steps
      .map(({ step, is, asked, status, ms, came, error }) => {
        const facts = [
          status !== null && `HTTP ${status}`,
          ms !== null && t("ms", { ms }),
          came,
          error && `${error.code}: ${errorText(error).title}`,
          error?.details.technical,
        ].filter(Boolean);
        const lines = [`[${t(`results.${is}`)}] ${t(`steps.${step}`)}`, asked, facts.join(", ")];
        return lines.filter(Boolean).join("\n    ");
      })
      .join("\n");
}
