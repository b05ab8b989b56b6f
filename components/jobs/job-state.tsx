import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import type { Job, JobItem } from "#lib/contract/jobs.ts";

import { ITEM_TONES, JOB_TONES } from "./job-rules.ts";

export function JobState({ state }: Pick<Job, "state">) {
  const t = useTranslations("jobs.states");
  return <Badge tone={JOB_TONES[state]}>{t(state)}</Badge>;
}

/** Plain words for normal states, a badge for the others. */
export function ItemState({ state }: Pick<JobItem, "state">) {
  const t = useTranslations("jobs.itemStates");
  if (state === "done" || state === "pending" || state === "skipped") {
    return <span className="whitespace-nowrap text-ink-3">{t(state)}</span>;
  }
  return <Badge tone={ITEM_TONES[state]}>{t(state)}</Badge>;
}
