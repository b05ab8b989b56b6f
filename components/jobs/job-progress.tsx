"use client";

import { clsx } from "clsx";
import { useFormatter, useTranslations } from "next-intl";

import { useDuration } from "#components/errors/duration.ts";
import { Panel } from "#components/ui/panel.tsx";
import { Progress } from "#components/ui/progress.tsx";
import { ITEM_STATES, type Job } from "#lib/contract/jobs.ts";

import { isEnded, overOf, partsOf, totalOf } from "./job-rules.ts";

/** A job's progress, results and speed. */
export function JobProgress({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const states = useTranslations("jobs.itemStates");
  const format = useFormatter();
  const total = totalOf(job);
  return (
    <Panel className="mb-5 grid gap-3 px-4 py-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <p className="tabular font-strong">
          {job.is_collected || isEnded(job)
            ? t("overOfTotal", { over: overOf(job), total })
            : t("collecting")}
        </p>
        {job.state === "running" && job.is_collected && <Pace job={job} />}
      </div>
      <Progress label={t("progress")} parts={partsOf(job)} total={total} />
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-ink-2">
        {ITEM_STATES.filter((state) => job.counts[state] > 0).map((state) => (
          <li key={state} className="flex items-center gap-1.5">
            <span className={clsx("size-2 rounded-full", DOTS[state])} />
            {states(state)}
            <span className="tabular font-strong text-ink">{format.number(job.counts[state])}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const DOTS = {
  pending: "bg-line-strong",
  running: "bg-note",
  done: "bg-ok",
  failed: "bg-bad",
  skipped: "bg-line-control",
  unknown: "bg-warn",
};

function Pace({ job }: { job: Job }) {
  const t = useTranslations("jobs");
  const duration = useDuration();
  const format = useFormatter();
  const { at_once, why } = job.pace;
  const rate = (perMinute: number) =>
    format.number(perMinute, { maximumFractionDigits: perMinute < 10 ? 1 : 0 });
  const isHeldBack = why !== "steady";
  return (
    <p role="status" className="tabular flex flex-wrap gap-x-4 text-ink-2">
      <span className={clsx(isHeldBack && "font-strong text-warn")}>
        {t(`pace.${why}`, { at_once })}
      </span>
      {job.per_minute !== null && <span>{t("perMinute", { count: rate(job.per_minute) })}</span>}
      {job.left_ms !== null && <span>{t("left", { wait: duration(job.left_ms) })}</span>}
    </p>
  );
}
