/** How many tests of a run passed, failed and were skipped; and which passed only on a retry. */
export type Counts = { passed: number; failed: number; skipped: number; atSecondTry: string[] };

type Vitest = {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};
type Suite = {
  specs: { title: string; tests: { status: string }[] }[];
  suites?: Suite[];
};
type Playwright = {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: Suite[];
};

export const fromVitest = (report: Vitest): Counts => ({
  passed: report.numPassedTests,
  failed: report.numFailedTests,
  skipped: report.numPendingTests + report.numTodoTests,
  atSecondTry: report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    // A flaky test keeps its first failure.
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map(({ fullName }) => fullName),
});

export const fromPlaywright = ({ stats, suites }: Playwright): Counts => ({
  passed: stats.expected + stats.flaky,
  failed: stats.unexpected,
  skipped: stats.skipped,
  atSecondTry: suites.flatMap(flakyOf),
});

const flakyOf = ({ specs, suites = [] }: Suite): string[] => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
    .map(({ title }) => title),
  ...suites.flatMap(flakyOf),
];

/** Counts a runner that failed without a failed test, because it crashed or found none, as one. */
export const withCrash = (counts: Counts, hasFailed: boolean): Counts => ({
  ...counts,
  failed: hasFailed ? Math.max(1, counts.failed) : counts.failed,
});

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, atSecondTry: [] };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  atSecondTry: [...a.atSecondTry, ...b.atSecondTry],
});

export const inWords = ({ passed, failed, skipped }: Omit<Counts, "atSecondTry">): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
