"use client";

import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";

import { Failed } from "#components/errors/load-error.tsx";
import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { Empty } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { PageHead } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { routes } from "#lib/routes.ts";

import { JOBS_TABLE, useJobsColumns } from "./jobs-columns.tsx";
import { useJobs } from "./use-jobs.ts";

/** What was done to many, by any admin: under way first, then the latest. */
export function JobsList() {
  const t = useTranslations("jobs");
  const columns = useJobsColumns();
  const { data, error, refresh } = useJobs();

  if (!data) return error ? <Failed error={error} onRetry={refresh} /> : <JobsListLoading />;
  return (
    <>
      <PageHead title={t("title")} />
      {error && <Failed error={error} onRetry={refresh} />}
      <Panel>
        {data.jobs.length === 0 ? (
          <Empty
            icon={ListChecks}
            title={t("empty.title")}
            actions={
              <Link href={routes.users()} className="font-strong text-accent-text hover:underline">
                {t("empty.toUsers")}
              </Link>
            }
          >
            {t("empty.body")}
          </Empty>
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
      <PageHead title={t("title")} />
      <Panel>
        <SkeletonRows rows={4} label={t("loading")} />
      </Panel>
    </>
  );
}
