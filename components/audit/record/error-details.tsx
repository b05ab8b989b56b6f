import { useTranslations } from "next-intl";

import { useErrorText } from "#components/errors/error-text.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { AuditRecord } from "#lib/contract/audit.ts";
import { AppError } from "#lib/errors.ts";

/** Why it failed or is unknown, or how it was confirmed, with the homeserver's error. */
export function ErrorDetails({ record }: { record: AuditRecord }) {
  const t = useTranslations("audit.record");
  const errors = useTranslations("errors");
  const errorText = useErrorText();
  const { outcome, error, confirmed_ts } = record;
  if (confirmed_ts !== null) {
    return (
      <Notice kind="info" title={t("confirmedTitle")}>
        {t("confirmedBody")}
      </Notice>
    );
  }
  if (outcome !== "failed" && outcome !== "unknown") return null;
  const body = error && AppError.fromBody(error).toBody();
  const { homeserverSays, errcode, status, technical } = body?.details ?? {};
  const text =
    outcome === "unknown" || !body
      ? { title: t("unknownTitle"), body: t("unknownBody") }
      : errorText(body);
  const marks = [error?.code, errcode, status, technical].filter(Boolean);
  return (
    <Notice kind={outcome === "failed" ? "bad" : "warn"} title={text.title}>
      <p>{text.body}</p>
      {homeserverSays && (
        <p className="text-ink-2">{errors("homeserverSays", { text: homeserverSays })}</p>
      )}
      {marks.length > 0 && (
        <p className="mt-1 font-mono text-small text-ink-2">{marks.join(" · ")}</p>
      )}
    </Notice>
  );
}
