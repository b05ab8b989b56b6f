import { useTranslations } from "next-intl";

import type { Job } from "#lib/contract/jobs.ts";

/** What the words have for a field that a task may leave out. */
const ABSENT = { unseen_days: 0 };

/** What a job does, and to how many where that is known: "Lock 14 accounts". */
export function useJobTitle(): (job: Pick<Job, "task" | "counts" | "is_collected">) => string {
  const t = useTranslations("jobs.kinds");
  return ({ task: { kind, ...fields }, counts, is_collected }) => {
    const total = Object.values(counts).reduce((sum, number) => sum + number, 0);
    const said = Object.entries({ ...ABSENT, ...fields }).map(([name, value]) => [
      name,
      typeof value === "number" ? value : `${value ?? "none"}`,
    ]);
    const values = { ...Object.fromEntries(said), count: is_collected ? total : 0 };
    // Each kind's words are given all of its task: which of it they say is theirs to know.
    return t(kind as "notice", values);
  };
}
