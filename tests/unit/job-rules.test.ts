import { describe, expect, test } from "vitest";

import { actionsOn, newsIn } from "#components/jobs/job-rules.ts";
import { aJob } from "#tests/support/builders.ts";

describe("allowed job commands", () => {
  test.each([
    ["runs", aJob(), ["pause", "cancel"]],
    ["is paused", aJob({ state: "paused" }), ["resume", "cancel"]],
    [
      "is another admin's, and paused",
      aJob({ state: "paused", admins: ["@ada:test", "@bert:test"] }),
      ["resume", "takeOver", "cancel"],
    ],
    ["needs a sign-in", aJob({ state: "needs_sign_in" }), ["takeOver", "cancel"]],
    ["is done", aJob({ state: "done", counts: { done: 3 } }), []],
    ["is done, and some failed", aJob({ state: "done", counts: { failed: 3 } }), ["retryFailed"]],
    ["failed as a whole", aJob({ state: "failed" }), []],
    ["was cancelled", aJob({ state: "cancelled", counts: { failed: 3 } }), []],
  ] as const)("allows the right commands when a job %s", (_, job, actions) => {
    expect(actionsOn(job, "@ada:test")).toEqual(actions);
  });
});

describe("job news", () => {
  const before = [aJob({ id: "a" }), aJob({ id: "b" }), aJob({ id: "c", state: "paused" })];
  const named = (jobs: { id: string }[]) => jobs.map(({ id }) => id);

  test("announces jobs that finished or need attention", () => {
    const now = [
      aJob({ id: "a", state: "done" }),
      aJob({ id: "b", state: "needs_sign_in" }),
      aJob({ id: "c", state: "done" }),
    ];
    expect(named(newsIn(before, now))).toEqual(["a", "b"]);
    expect(named(newsIn(before, [aJob({ id: "a", state: "failed" })]))).toEqual(["a"]);
  });

  test("does not announce what an admin did on purpose, or what finished before the first look", () => {
    const now = [
      aJob({ id: "a", state: "cancelled" }),
      aJob({ id: "b", state: "paused" }),
      aJob({ id: "d", state: "done" }),
    ];
    expect(newsIn(before, now)).toEqual([]);
    expect(newsIn([], [aJob({ id: "a", state: "done" })])).toEqual([]);
  });
});
