"use client";

import { DeactivationReport } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";

import { NotDeactivated } from "./not-deactivated.tsx";
import { ReportView } from "./report-view.tsx";

/** What came of ending an account: the report, or why it was not done. */
export function DeactivateOutcome({ item }: { item: JobItem }) {
  const report = DeactivationReport.safeParse(item.result["report"]);
  return report.success ? <ReportView report={report.data} /> : <NotDeactivated item={item} />;
}
