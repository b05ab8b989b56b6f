"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

import { useJobTitle } from "#components/matrix/job-title.ts";
import { Link } from "#components/ui/link.tsx";
import { Menu, MenuLink, MenuSeparator } from "#components/ui/menu.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { toastSuccess, toastError } from "#components/ui/toast.ts";
import type { Job } from "#lib/contract/jobs.ts";
import { routes } from "#lib/routes.ts";

import { newsIn, overOf, partsOf, totalOf } from "./job-rules.ts";
import { useJobs } from "./use-jobs.ts";

/** The running jobs, on every page; hidden if there are none. */
export function JobsTray() {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const taskText = useJobTitle();
  const { data } = useJobs();
  useNews(data?.jobs);
  const running = data?.jobs.filter(({ state }) => state === "running") ?? [];
  if (running.length === 0) return null;

  const sum = (count: (job: Job) => number) => running.reduce((all, job) => all + count(job), 0);
  const share = sum(overOf) / Math.max(1, sum(totalOf));
  const percent = format.number(Math.floor(100 * share) / 100, { style: "percent" });
  return (
    <Menu
      align="end"
      label={t("title")}
      trigger={
        <button
          type="button"
          aria-label={t("tray", { count: running.length, percent })}
          className="tabular flex h-8 shrink-0 items-center gap-2 rounded-sm px-2 text-ink-2 hover:bg-sunken hover:text-ink"
        >
          <Ring share={share} />
          {percent}
        </button>
      }
    >
      {running.map((job) => (
        <MenuLink key={job.id}>
          <Link href={routes.job(job.id)}>
            <span className="grid w-64 gap-1 py-1">
              <span className="truncate">{taskText(job)}</span>
              <Progress label={t("progress")} parts={partsOf(job)} total={totalOf(job)} isSmall />
              <span className="tabular text-small text-ink-3">
                {job.is_collected
                  ? t("overOfTotal", { over: overOf(job), total: totalOf(job) })
                  : t("collecting")}
              </span>
            </span>
          </Link>
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink>
        <Link href={routes.jobs()}>{t("all")}</Link>
      </MenuLink>
    </Menu>
  );
}

const Ring = ({ share }: { share: number }) => (
  <span
    aria-hidden="true"
    className="grid size-4 place-items-center rounded-full"
    style={{
      background: `conic-gradient(var(--accent) ${share * 360}deg, var(--line-strong) 0)`,
    }}
  >
    <span className="size-2.5 rounded-full bg-canvas" />
  </span>
);

/** Announces jobs that finished or need attention. */
function useNews(jobs: readonly Job[] | undefined): void {
  const t = useTranslations("jobs");
  const taskText = useJobTitle();
  const before = useRef<readonly Job[]>([]);
  useEffect(() => {
    if (!jobs) return;
    for (const job of newsIn(before.current, jobs)) {
      const task = taskText(job);
      if (job.state === "needs_sign_in") toastError(t("stoppedSaid", { task }));
      else if (job.state === "failed") toastError(t("notDoneSaid", { task }));
      else if (job.counts.failed > 0)
        toastError(t("failedSaid", { task, count: job.counts.failed }));
      else toastSuccess(t("doneSaid", { task }));
    }
    before.current = jobs;
  }, [jobs, t, taskText]);
}
