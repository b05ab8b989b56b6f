import { useTranslations } from "next-intl";

import { Badge, type Tone } from "#components/ui/badge.tsx";
import type { AuditRecord } from "#lib/contract/audit.ts";

const TONES: Record<Exclude<AuditRecord["outcome"], "done">, Tone> = {
  failed: "bad",
  unknown: "warn",
  running: "note",
};

/** The outcome, muted on success. */
export function Outcome({ outcome }: Pick<AuditRecord, "outcome">) {
  const t = useTranslations("audit.outcomes");
  if (outcome === "done") return <span className="text-ink-3">{t(outcome)}</span>;
  return <Badge tone={TONES[outcome]}>{t(outcome)}</Badge>;
}
