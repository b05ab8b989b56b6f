import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { JobsTray } from "#components/jobs/jobs-tray.tsx";
import { Messages } from "#components/layout/messages.tsx";
import type { Job } from "#lib/contract/jobs.ts";
import { aJob } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
let jobs: Job[];
beforeEach(() => door.answer("jobs.list", () => ({ jobs })));
const asked = () => door.inputsOf("jobs.list").length;

test("shows the total progress of running jobs, and links to each", async () => {
  jobs = [
    aJob({ id: "one", counts: { pending: 50, done: 50 } }),
    aJob({ id: "two", task: { kind: "deactivate", erase: false }, counts: { pending: 100 } }),
    aJob({ id: "three", state: "paused", counts: { pending: 7 } }),
  ];
  renderApp(<JobsTray />);
  const person = aPerson();
  await person.click(
    await screen.findByRole("button", { name: words("jobs.tray", { count: 2, percent: "25%" }) }),
  );
  const links = (await screen.findAllByRole("menuitem")).map((item) => [
    item.getAttribute("href"),
    item.textContent,
  ]);
  expect(links).toEqual([
    ["/jobs/one", "Lock 100 accounts50 of 100"],
    ["/jobs/two", "Deactivate 100 accounts0 of 100"],
    ["/jobs", "All jobs"],
  ]);
});

describe("over time", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: false }));
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

  test("shows nothing while nothing runs, and polls slowly", async () => {
    jobs = [aJob({ state: "done" }), aJob({ id: "two", state: "paused" })];
    const { container } = renderApp(<JobsTray />);
    await pass(31_000);
    expect(container.textContent).toBe("");
    expect(asked()).toBe(3);

    jobs = [aJob({ counts: { pending: 4 } })];
    await pass(15_000);
    expect(
      screen.getByRole("button", { name: words("jobs.tray", { percent: "0%", count: 1 }) }),
    ).toBeDefined();
    const before = asked();
    await pass(9100);
    expect(asked() - before).toBe(3);
  });

  test.each([
    ["is done", aJob({ state: "done", counts: { done: 14 } }), "Done: Lock 14 accounts"],
    [
      "had failures",
      aJob({ state: "done", counts: { done: 12, failed: 2 } }),
      words("jobs.failedSaid", { count: 2, task: "Lock 14 accounts" }),
    ],
    [
      "needs a sign-in",
      aJob({ state: "needs_sign_in", counts: { pending: 14 } }),
      words("jobs.stoppedSaid", { task: "Lock 14 accounts" }),
    ],
  ])("announces that a job %s", async (_, ended, text) => {
    jobs = [aJob({ counts: { pending: 14 } })];
    renderApp(
      <>
        <JobsTray />
        <Messages />
      </>,
    );
    await pass(100);
    expect(screen.getByRole("button")).toBeDefined();
    jobs = [ended];
    await pass(4000);
    expect(await vi.waitFor(() => screen.getByText(text))).toBeDefined();
    expect(screen.queryByRole("button", { name: /jobs? runs?/ })).toBeNull();
  });
});
