"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useEffect, useRef } from "react";

import { ExportFailed } from "#components/errors/export-failed.tsx";
import { FilteredTable } from "#components/tables/filtered-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { ITEM_STATES, type Job } from "#lib/contract/jobs.ts";

import { ITEMS_TABLE, useItemsColumns } from "./items-columns.tsx";
import { isEnded } from "./job-rules.ts";
import { itemsInput, itemsSearch, PAGE_SIZE } from "#lib/search-params/jobs.ts";

/** The result of each account of a job. */
export function JobItems({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const states = useTranslations("jobs.itemStates");
  const columns = useItemsColumns();
  const [search, setSearch] = useQueryStates(itemsSearch, { history: "push" });
  const query = useQuery(api.jobs.items, itemsInput(job.id, search), { keepPreviousData: true });
  const { data, isPrevious, error, refresh } = query;
  useWhenChanged(JSON.stringify(job.counts), refresh);

  return (
    <>
      {search.error && (
        <ExportFailed code={search.error} onClose={() => void setSearch({ error: null })} />
      )}
      <FilteredTable
        filter={{
          title: t("state"),
          value: search.state,
          anyLabel: t("anyState"),
          choices: ITEM_STATES.map((value) => ({ value, label: states(value) })),
          onChange: (state) => void setSearch({ state, page: null }),
        }}
        data={data && { rows: data.items, total: data.total }}
        isPrevious={isPrevious}
        error={error}
        onRetry={refresh}
        loadingLabel={t("loadingItems")}
        isComing={data?.total === 0 && !job.is_collected && !isEnded(job)}
        empty={
          <EmptyState
            icon={SearchX}
            title={t(search.state ? "noItems" : job.is_collected ? "nobody" : "notCollected")}
            actions={
              search.state && <Button onClick={() => void setSearch(null)}>{t("showAll")}</Button>
            }
          />
        }
        name={ITEMS_TABLE}
        label={t("items")}
        columns={columns}
        idOf={({ seq }) => `${seq}`}
        page={search.page}
        pageSize={PAGE_SIZE}
        onPage={(page) => void setSearch({ page })}
      />
    </>
  );
}

/** The job's counts are polled anyway: its rows reload when they change. */
function useWhenChanged(told: string, refresh: () => unknown): void {
  const known = useRef(told);
  useEffect(() => {
    if (known.current === told) return;
    known.current = told;
    void refresh();
  }, [told, refresh]);
}
