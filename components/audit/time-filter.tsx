"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { FilterChip } from "#components/ui/filter-chip.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { useDay } from "#components/ui/time.tsx";
import { SPANS } from "#lib/contract/audit.ts";

import type { AuditFilterProps } from "#lib/search-params/audit.ts";

const DateRangeDialog = lazyDialog(() => import("./date-range-dialog.tsx"), "DateRangeDialog");

const CHOICES = ["any", ...SPANS] as const;

/** A span up to now, or custom days. */
export function TimeFilter({ search, onChange }: AuditFilterProps) {
  const t = useTranslations("audit.filters");
  const [isAsking, setAsking] = useState(false);
  const days = useDaysInWords(search);
  const { within, from, until } = search;
  const hasDays = within === "any" && days !== undefined;
  return (
    <>
      <FilterChip
        title={t("time")}
        value={hasDays ? "dates" : within}
        none="any"
        choices={CHOICES.map((value) => ({ value, label: t(`spans.${value}`) }))}
        {...(hasDays && { otherwise: days })}
        other={{ label: t("dates"), onSelect: () => setAsking(true) }}
        onChange={(chosen) => {
          const span = CHOICES.find((known) => known === chosen);
          if (span) onChange({ within: span, from: null, until: null });
        }}
      />
      {isAsking && (
        <DateRangeDialog
          from={from}
          until={until}
          onChoose={(dates) => onChange({ within: "any", ...dates })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** "3 Mar 2026 to 5 Mar 2026". The end is exclusive. */
function useDaysInWords({ from, until }: AuditFilterProps["search"]): string | undefined {
  const t = useTranslations("audit.filters");
  const day = useDay();
  if (from !== null && until !== null) {
    return t("between", { from: day(from), until: day(until - 1) });
  }
  if (from !== null) return t("since", { from: day(from) });
  if (until !== null) return t("until", { until: day(until - 1) });
  return undefined;
}
