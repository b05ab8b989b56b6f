"use client";

import { EndReport } from "#lib/contract/deactivation.ts";
import type { JobItem } from "#lib/contract/jobs.ts";

import { NotDone } from "./not-deactivated.tsx";
import { ReportView } from "./report-view.tsx";

/** What came of ending an account: the report, or why it was not done. */
export function EndOutcome({ item }: { item: JobItem }) {
  const report = EndReport.safeParse(item.result["report"]);
  return report.success ? <ReportView report={report.data} /> : <NotDone item={item} />;
}
