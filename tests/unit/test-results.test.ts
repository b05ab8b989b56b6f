import { expect, test } from "vitest";

import {
  add,
  fromPlaywright,
  fromVitest,
  inWords,
  NOTHING,
  withCrash,
} from "#scripts/test-results.ts";

const vitest = fromVitest({
  numPassedTests: 40,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [
    {
      assertionResults: [
        { fullName: "a good one", status: "passed", failureMessages: [] },
        { fullName: "jobs one that hesitates", status: "passed", failureMessages: ["Error: no"] },
      ],
    },
  ],
});

test("sums the results of both runners", () => {
  const playwright = fromPlaywright({
    stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 },
    suites: [
      {
        specs: [{ title: "a bad one", tests: [{ status: "unexpected" }] }],
        suites: [{ specs: [{ title: "a slow one", tests: [{ status: "flaky" }] }] }],
      },
    ],
  });
  const both = add(vitest, playwright);
  expect(inWords(both)).toBe("48 passed, 1 failed, 2 skipped");
  // What passes only at the second try is named.
  expect(both.atSecondTry).toEqual(["jobs one that hesitates", "a slow one"]);
});

test("omits skipped tests when there are none", () => {
  expect(inWords({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
});

test("reports a runner that exits badly as failed, even without a failed test", () => {
  expect(withCrash(NOTHING, true).failed).toBe(1);
  expect(withCrash(vitest, true).failed).toBe(1);
  expect(withCrash(vitest, false).failed).toBe(0);
  expect(withCrash({ ...vitest, failed: 3 }, true).failed).toBe(3);
});
