"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";

import { LoadError } from "#components/errors/load-error.tsx";
import { PagedTable } from "#components/tables/paged-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { IMPORT_PLANS } from "#lib/contract/imports.ts";
import { api } from "#lib/contract/index.ts";

import { importSearch, PAGE_SIZE, rowsInput } from "#lib/search-params/imports.ts";
import { ROWS_TABLE, useRowsColumns } from "./rows-columns.tsx";

/** A file's rows, and the plan for each. */
export function ImportRows({ importId }: { importId: string }) {
  const t = useTranslations("imports");
  const plans = useTranslations("imports.plans");
  const columns = useRowsColumns();
  const [search, setSearch] = useQueryStates(importSearch, { history: "push" });
  const query = useQuery(api.imports.rows, rowsInput(importId, search), { keepPreviousData: true });
  const { data, isPrevious, error, refresh } = query;
  return (
    <>
      <div className="mb-3">
        <FilterChip
          title={t("plan")}
          value={search.plan ?? "any"}
          none="any"
          choices={[
            { value: "any", label: t("anyPlan") },
            ...IMPORT_PLANS.map((value) => ({ value, label: plans(value) })),
          ]}
          onChange={(value) => void setSearch({ plan: value === "any" ? null : value, page: null })}
        />
      </div>
      {error && <LoadError error={error} onRetry={refresh} />}
      <Panel>
        {!data && !error && <SkeletonRows rows={6} label={t("loading")} />}
        {data?.rows.length === 0 && <EmptyState icon={SearchX} title={t("noRows")} />}
        {data && data.rows.length > 0 && (
          <PagedTable
            name={ROWS_TABLE}
            label={t("rows")}
            columns={columns}
            rows={data.rows}
            idOf={({ line }) => `${line}`}
            isStale={isPrevious}
            page={search.page}
            pageSize={PAGE_SIZE}
            total={data.total}
            onPage={(page) => void setSearch({ page })}
          />
        )}
      </Panel>
    </>
  );
}
