import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { JobsList } from "#components/jobs/jobs-list.tsx";
import type { Job } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { aJob } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const show = (...jobs: Job[]) => {
  door.answer("jobs.list", () => ({ jobs }));
  renderApp(<JobsList />);
};

test("shows each job's action, state, progress and admin", async () => {
  show(
    aJob({ id: "one", counts: { pending: 10, done: 4 } }),
    aJob({
      id: "two",
      task: { kind: "deactivate", erase: true },
      state: "done",
      admins: ["@ada:test", "@bert:test"],
      ended_ts: Date.now(),
      counts: { done: 12_428, failed: 2 },
    }),
  );
  const running = within(await screen.findByRole("row", { name: /Lock 14 accounts/ }));
  expect(running.getAllByText("Running").length).toBeGreaterThan(0);
  expect(running.getByText("4 of 14")).toBeDefined();
  expect(running.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("4");
  const done = within(screen.getByRole("row", { name: /Deactivate and erase 12,430 accounts/ }));
  expect(done.getAllByText("2 failed").length).toBeGreaterThan(0);
  expect(done.getByText("@bert:test").parentElement?.textContent).toBe("by @bert:test");
  expect(done.getByRole("link").getAttribute("href")).toBe("/jobs/two");
  expect(done.getByText("12,428 done")).toBeDefined();
  expect(done.queryByRole("progressbar")).toBeNull();
});

test("explains jobs and how to start one when there are none", async () => {
  show();
  expect(await screen.findByText("No jobs yet")).toBeDefined();
  expect(screen.getByRole("link", { name: words("jobs.empty.toUsers") })).toBeDefined();
});

test("explains why the list failed to load", async () => {
  door.answer("jobs.list", () => Promise.reject(new AppError("store_unavailable")));
  renderApp(<JobsList />);
  expect(await screen.findByText(words("errors.store_unavailable.title"))).toBeDefined();
});
