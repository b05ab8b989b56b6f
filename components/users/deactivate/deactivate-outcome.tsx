"use client";

import { DeactivationReport } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";

import { NotDeactivated } from "./not-deactivated.tsx";
import { ReportView } from "./report-view.tsx";

/** The result of a deactivation: the report, or why it failed. */
export function DeactivateOutcome({ item }: { item: JobItem }) {
  const report = DeactivationReport.safeParse(item.result["report"]);
  return report.success ? <ReportView report={report.data} /> : <NotDeactivated item={item} />;
}
