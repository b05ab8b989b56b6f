"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useEffect, useRef } from "react";

import { ExportFailed } from "#components/errors/export-failed.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { PagedTable } from "#components/tables/paged-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
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
  const isComing = (!data && !error) || (data?.total === 0 && !job.is_collected && !isEnded(job));
  useWhenChanged(JSON.stringify(job.counts), refresh);

  return (
    <>
      {search.error && (
        <ExportFailed code={search.error} onClose={() => void setSearch({ error: null })} />
      )}
      <div className="mb-3">
        <FilterChip
          title={t("state")}
          value={search.state ?? "any"}
          none="any"
          choices={[
            { value: "any", label: t("anyState") },
            ...ITEM_STATES.map((value) => ({ value, label: states(value) })),
          ]}
          onChange={(value) =>
            void setSearch({ state: value === "any" ? null : value, page: null })
          }
        />
      </div>
      {error && <LoadError error={error} onRetry={refresh} />}
      <Panel>
        {isComing && <SkeletonRows rows={6} label={t("loadingItems")} />}
        {!isComing && data?.items.length === 0 && (
          <EmptyState
            icon={SearchX}
            title={t(search.state ? "noItems" : job.is_collected ? "nobody" : "notCollected")}
            actions={
              search.state && <Button onClick={() => void setSearch(null)}>{t("showAll")}</Button>
            }
          />
        )}
        {data && data.items.length > 0 && (
          <PagedTable
            name={ITEMS_TABLE}
            label={t("items")}
            columns={columns}
            rows={data.items}
            idOf={({ seq }) => `${seq}`}
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

/** The job's counts are polled anyway: its rows reload when they change. */
function useWhenChanged(told: string, refresh: () => unknown): void {
  const known = useRef(told);
  useEffect(() => {
    if (known.current === told) return;
    known.current = told;
    void refresh();
  }, [told, refresh]);
}
