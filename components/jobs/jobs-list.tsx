"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { routes } from "#lib/routes.ts";

import { JOBS_TABLE, useJobsColumns } from "./jobs-columns.tsx";
import { useJobs } from "./use-jobs.ts";

/** Bulk actions by any admin: active first, then the newest. */
export function JobsList() {
  const t = useTranslations("jobs");
  const columns = useJobsColumns();
  const { data, error, refresh } = useJobs();

  if (!data) return error ? <LoadError error={error} onRetry={refresh} /> : <JobsListLoading />;
  return (
    <>
      <PageHeader title={t("title")} />
      {error && <LoadError error={error} onRetry={refresh} />}
      <Panel>
        {data.jobs.length === 0 ? (
          <EmptyState
            icon={ListChecks}
            title={t("empty.title")}
            actions={
              <Link href={routes.users()} className="font-strong text-accent-text hover:underline">
                {t("empty.toUsers")}
              </Link>
            }
          >
            {t("empty.body")}
          </EmptyState>
        ) : (
          <PreferredTable
            name={JOBS_TABLE}
            label={t("title")}
            columns={columns}
            rows={data.jobs}
            idOf={({ id }) => id}
          />
        )}
      </Panel>
    </>
  );
}

export function JobsListLoading() {
  const t = useTranslations("jobs");
  return (
    <>
      <PageHeader title={t("title")} />
      <Panel>
        <SkeletonRows rows={4} label={t("loading")} />
      </Panel>
    </>
  );
}
