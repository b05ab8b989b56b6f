"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";

import { FilteredTable } from "#components/tables/filtered-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
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
  return (
    <FilteredTable
      filter={{
        title: t("plan"),
        value: search.plan,
        anyLabel: t("anyPlan"),
        choices: IMPORT_PLANS.map((value) => ({ value, label: plans(value) })),
        onChange: (plan) => void setSearch({ plan, page: null }),
      }}
      data={query.data}
      isPrevious={query.isPrevious}
      error={query.error}
      onRetry={query.refresh}
      loadingLabel={t("loading")}
      empty={<EmptyState icon={SearchX} title={t("noRows")} />}
      name={ROWS_TABLE}
      label={t("rows")}
      columns={columns}
      idOf={({ line }) => `${line}`}
      page={search.page}
      pageSize={PAGE_SIZE}
      onPage={(page) => void setSearch({ page })}
    />
  );
}
