/** How many tests of a run passed, failed and were skipped. */
export type Counts = { passed: number; failed: number; skipped: number };

type Vitest = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
};
type Playwright = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
};

export const fromVitest = (report: Vitest): Counts => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
});

export const fromPlaywright = ({ stats }: Playwright): Counts => ({
  passed: stats.expected,
  // A test that passes only now and then is broken.
  failed: stats.unexpected + stats.flaky,
  skipped: stats.skipped,
});

/** Counts a runner that failed without a failed test, because it crashed or found none, as one. */
export const withCrash = (counts: Counts, hasFailed: boolean): Counts => ({
  ...counts,
  failed: hasFailed ? Math.max(1, counts.failed) : counts.failed,
});

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

export const inWords = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
