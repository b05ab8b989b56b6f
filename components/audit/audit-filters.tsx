"use client";

import { useTranslations } from "next-intl";

import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { OUTCOMES } from "#lib/contract/audit.ts";

import { RECORDED_ACTIONS, useActionName } from "./action-name.ts";
import type { AuditFilterProps } from "#lib/search-params/audit.ts";
import { TimeFilter } from "./time-filter.tsx";
import { ActorFilter } from "./actor-filter.tsx";

export function AuditFilters({ search, onChange }: AuditFilterProps) {
  const t = useTranslations("audit");
  const actionName = useActionName();
  const actions = RECORDED_ACTIONS.map((id) => ({ value: id, label: actionName(id) }));
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchField label={t("search")} value={search.q} onSearch={(q) => onChange({ q })} />
      <TimeFilter search={search} onChange={onChange} />
      <ActorFilter search={search} onChange={onChange} />
      <FilterChip
        title={t("filters.action")}
        value={search.action}
        none=""
        choices={[{ value: "", label: t("filters.anyAction") }, ...actions]}
        otherwise={search.action}
        onChange={(action) => onChange({ action })}
      />
      <FilterChip
        title={t("filters.outcome")}
        value={search.outcome}
        none="any"
        choices={[
          { value: "any", label: t("filters.anyOutcome") },
          ...OUTCOMES.map((value) => ({ value, label: t(`outcomes.${value}`) })),
        ]}
        onChange={(outcome) => onChange({ outcome })}
      />
    </div>
  );
}
