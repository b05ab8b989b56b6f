"use client";

import { useTranslations } from "next-intl";

import { useJobTitle } from "#components/matrix/job-title.ts";
import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { Job } from "#lib/contract/jobs.ts";
import { routes } from "#lib/routes.ts";

import { holderOf, isEnded, overOf, partsOf, totalOf } from "./job-rules.ts";
import { JobState } from "./job-state.tsx";

export const JOBS_TABLE = "jobs";

/** The columns of the list of jobs. */
export function useJobsColumns(): Column<Job>[] {
  const t = useTranslations("jobs");
  const taskText = useJobTitle();
  const overText = (job: Job) =>
    job.is_collected
      ? t("overOfTotal", { over: overOf(job), total: totalOf(job) })
      : t("collecting");
  const failed = ({ counts }: Job) =>
    counts.failed > 0 && (
      <span className="whitespace-nowrap text-bad">{t("failed", { count: counts.failed })}</span>
    );
  return [
    {
      id: "task",
      header: t("task"),
      grows: true,
      cell: (job) => (
        <div className="min-w-0">
          <Link
            data-row-focus
            href={routes.job(job.id)}
            className="block truncate leading-[18px] font-strong hover:underline"
          >
            {taskText(job)}
          </Link>
          <div className="flex items-center gap-1.5">
            {/* A phone has no column for these. */}
            <span className="flex shrink-0 items-center gap-1.5 md:hidden">
              <JobState state={job.state} />
              {failed(job)}
            </span>
            {/* Without "by" it reads like the job's target. */}
            <span className="flex min-w-0 items-baseline gap-1 text-small text-ink-3">
              {t.rich("by", { admin: () => <Identifier>{holderOf(job)}</Identifier> })}
            </span>
          </div>
        </div>
      ),
    },
    {
      id: "state",
      header: t("state"),
      wideOnly: true,
      cell: (job) => (
        <span className="flex items-center gap-2">
          <JobState state={job.state} />
          {failed(job)}
        </span>
      ),
    },
    {
      id: "progress",
      header: t("progress"),
      cell: (job) => (
        <div className="w-24 md:w-40">
          <span className="tabular text-ink-2">
            {isEnded(job) ? t("done", { count: job.counts.done }) : overText(job)}
          </span>
          {!isEnded(job) && (
            <Progress label={t("progress")} parts={partsOf(job)} total={totalOf(job)} isSmall />
          )}
        </div>
      ),
    },
    {
      id: "created_ts",
      header: t("started"),
      wideOnly: true,
      canHide: true,
      cell: ({ created_ts }) => <TimeAgo ms={created_ts} />,
    },
    {
      id: "ended_ts",
      header: t("ended"),
      wideOnly: true,
      canHide: true,
      cell: ({ ended_ts }) => ended_ts !== null && <TimeAgo ms={ended_ts} />,
    },
  ];
}
