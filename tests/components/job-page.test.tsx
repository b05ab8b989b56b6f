import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { JobPage } from "#components/jobs/job-page.tsx";
import type { Job, JobItem } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { aJob, aJobItem } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
let job: Job;
let items: JobItem[];
beforeEach(() => {
  items = [aJobItem()];
  door.answer("jobs.get", () => job);
  door.answer("jobs.items", () => ({ items, total: items.length }));
});

async function show(shown: Job, address = "") {
  job = shown;
  const onAddress = vi.fn();
  renderApp(<JobPage jobId={job.id} ownUserId="@ada:test" />, { address, onAddress });
  await screen.findByRole("heading", { level: 1 });
  return { person: aPerson(), onAddress };
}
const button = (name: string) => screen.getByRole("button", { name });
const rowOf = (name: string) => screen.findByRole("row", { name: new RegExp(name) });

test("shows the job's action, admin, progress and speed", async () => {
  await show(
    aJob({
      task: { kind: "revoke_devices", unseen_days: 90 },
      admins: ["@bert:test", "@ada:test"],
      counts: { pending: 12_000, running: 4, done: 400, failed: 20, skipped: 6 },
      per_minute: 240.37,
      left_ms: 50 * 60_000,
    }),
  );
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe(
    "Sign out devices not seen for 90 days of 12,430 accounts ",
  );
  expect(screen.getByText("Started by").parentElement?.textContent).toContain("@bert:test");
  expect(screen.getByText("Taken over by").parentElement?.textContent).toContain("@ada:test");
  const bar = screen.getByRole("progressbar");
  expect(bar.getAttribute("aria-valuenow")).toBe("426");
  expect(bar.getAttribute("aria-valuemax")).toBe("12430");
  expect(screen.getByText("426 of 12,430")).toBeDefined();
  for (const text of ["4 at once", words("jobs.perMinute", { count: "240" }), "50 minutes left"]) {
    expect(screen.getByText(text)).toBeDefined();
  }
  const counts = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
  expect(counts).toEqual(["Pending12,000", "Running4", "Done400", "Failed20", "Skipped6"]);
});

test.each([
  ["steady", 1, "One at a time"],
  ["rate_limited", 1, words("jobs.pace.rate_limited", { at_once: 1 })],
  ["slow", 2, words("jobs.pace.slow", { at_once: 2 })],
  ["unreachable", 1, words("jobs.pace.unreachable")],
] as const)("describes a pace that is %s", async (why, at_once, text) => {
  await show(aJob({ pace: { at_once, why } }));
  expect(screen.getByText(text)).toBeDefined();
});

test("shows no total while accounts are still collected", async () => {
  await show(aJob({ is_collected: false, counts: { pending: 500 } }));
  expect(screen.getByRole("heading", { name: "Lock accounts" })).toBeDefined();
  expect(screen.getByText("Collecting accounts…")).toBeDefined();
  expect(screen.queryByText("4 at once")).toBeNull();
});

test("explains why collecting accounts failed, and stops collecting", async () => {
  items = [];
  const error = { code: "endless_list", details: {} };
  await show(aJob({ state: "failed", is_collected: false, error, ended_ts: Date.now() }));
  expect(screen.getByRole("alert").textContent).toMatch(/list never ends/);
  expect(screen.getByText("0 of 0")).toBeDefined();
  expect(await screen.findByText("The job ended before its accounts were collected")).toBeDefined();
  expect(screen.queryByText("Collecting accounts…")).toBeNull();
  expect(screen.queryByRole("button", { name: "Cancel…" })).toBeNull();
});

describe("job buttons", () => {
  test("pauses and resumes a job", async () => {
    door.answer("jobs.pause", () => {
      job = { ...job, state: "paused" };
      return {};
    });
    door.answer("jobs.resume", () => {
      job = { ...job, state: "running" };
      return {};
    });
    const { person } = await show(aJob());
    await person.click(button("Pause"));
    await person.click(await screen.findByRole("button", { name: "Resume" }));
    await screen.findByRole("button", { name: "Pause" });
    expect(door.inputsOf("jobs.pause")).toEqual([{ job_id: job.id }]);
    expect(door.inputsOf("jobs.resume")).toEqual([{ job_id: job.id }]);
  });

  test("confirms cancelling, and says what stays done", async () => {
    door.answer("jobs.cancel", () => {
      job = { ...job, state: "cancelled", ended_ts: Date.now() };
      return {};
    });
    const { person } = await show(aJob({ counts: { done: 3, pending: 11 } }));
    await person.click(button("Cancel…"));
    const dialog = within(await screen.findByRole("dialog", { name: "Cancel this job?" }));
    expect(
      dialog.getByText(/done to 3 accounts stays done.*11 accounts are skipped/),
    ).toBeDefined();
    await person.click(dialog.getByRole("button", { name: "Keep running" }));
    expect(door.inputsOf("jobs.cancel")).toEqual([]);

    await person.click(button("Cancel…"));
    await person.click(await screen.findByRole("button", { name: "Cancel job" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(screen.getByText("Cancelled")).toBeDefined();
    expect(screen.queryByRole("button", { name: "Cancel…" })).toBeNull();
  });

  test("retries failed accounts, and follows the job again", async () => {
    door.answer("jobs.retryFailed", () => {
      job = { ...job, state: "running", counts: { ...job.counts, failed: 0, pending: 2 } };
      return {};
    });
    const { person } = await show(aJob({ state: "done", counts: { done: 12, failed: 2 } }));
    await person.click(button("Retry the 2 that failed"));
    await screen.findByRole("button", { name: "Pause" });
  });

  test("takes over a job that needs a sign-in, and says why it stopped", async () => {
    door.answer("jobs.takeOver", () => {
      job = { ...job, state: "running", admins: ["@bert:test", "@ada:test"] };
      return {};
    });
    const { person } = await show(aJob({ state: "needs_sign_in", admins: ["@bert:test"] }));
    expect(screen.getByText(words("jobs.needsSignIn.body"))).toBeDefined();
    await person.click(button("Take over"));
    expect(await screen.findByText("Taken over by")).toBeDefined();
    expect(screen.queryByText(words("jobs.needsSignIn.body"))).toBeNull();
  });

  test("shows why a button failed, until the next click", async () => {
    door.answer("jobs.pause", () => Promise.reject(new AppError("store_unavailable")));
    const { person } = await show(aJob());
    await person.click(button("Pause"));
    expect((await screen.findByRole("alert")).textContent).toMatch(
      words("errors.store_unavailable.title"),
    );
    door.answer("jobs.pause", () => ({}));
    await person.click(button("Pause"));
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  });
});

test("reports a late click, and shows the job's current state", async () => {
  const { person } = await show(aJob());
  door.answer("jobs.pause", () => {
    job = { ...job, state: "done", ended_ts: Date.now() };
    throw new AppError("too_late");
  });
  await person.click(button("Pause"));
  expect((await screen.findByRole("alert")).textContent).toMatch(/no longer possible/);
  expect(screen.queryByRole("button", { name: "Pause" })).toBeNull();
});

describe("an account of a job", () => {
  test.each([
    ["devices", { result: { devices: 3 } }, words("jobs.outcome.devices", { count: 3 })],
    ["one device", { result: { devices: 1 } }, words("jobs.outcome.devices", { count: 1 })],
    ["no devices", { result: { devices: 0 } }, words("jobs.outcome.devices", { count: 0 })],
    [
      "rooms",
      { result: { rooms: 5, rooms_left: 4 } },
      words("jobs.outcome.rooms", { left: 4, rooms: 5 }),
    ],
    ["no rooms", { result: { rooms: 0, rooms_left: 0 } }, "Was not in any room"],
    ["remaining rooms", { result: { rooms_still: 2 } }, "Still in 2 rooms"],
    ["an added user", { result: { joined: true } }, "Added"],
    ["a user already in the room", { result: { joined: false } }, words("jobs.outcome.wasInside")],
    ["a notice", { result: { event_id: "$e" } }, "Sent as $e"],
    ["a bridge's account", { result: { reason: "bridged" } }, words("jobs.outcome.bridged")],
    ["files", { result: { files: 250 } }, words("jobs.outcome.files", { count: 250 })],
    ["messages", { result: { redacted_rooms: 2 } }, words("jobs.outcome.redacted", { count: 2 })],
    [
      "messages on a Synapse that does not report memberships",
      { result: { without_left_rooms: true } },
      words("jobs.outcome.redactedWithoutLeft"),
    ],
    [
      "remaining messages",
      {
        state: "failed",
        error: { code: "redaction_partial", details: {} },
        result: { failed_redactions: [{ event_id: "$e", error: "No power" }], stayed: 3 },
      },
      "Some messages could not be removed. 3 messages remain, first $e: “No power”",
    ],
    [
      "the admin's own account",
      { state: "skipped", result: { reason: "own_account" } },
      words("jobs.outcome.own_account"),
    ],
    [
      "a cancelled job",
      { state: "skipped", result: { reason: "cancelled" } },
      words("jobs.outcome.cancelled"),
    ],
    ["an unknown reason", { state: "skipped", result: { reason: "new_one" } }, "new_one"],
    [
      "an error",
      { state: "failed", error: { code: "not_found", details: { status: 404 } } },
      "Not found",
    ],
    [
      "the homeserver's error",
      { state: "failed", error: { code: "rejected", details: { homeserverSays: "Nope" } } },
      "The homeserver did not accept this: “Nope”",
    ],
    [
      "an unknown error",
      { state: "failed", error: { code: "new_one", details: {} } },
      words("errors.internal.title"),
    ],
    ["doubt", { state: "unknown" }, words("jobs.outcome.unknown")],
  ] as [string, Partial<JobItem>, string | RegExp][])("describes %s", async (_, item, text) => {
    items = [aJobItem(item)];
    await show(aJob({ state: "done", counts: { done: 1 } }));
    const row = within(await rowOf("@alice:test"));
    expect(row.getAllByText(text).length).toBeGreaterThan(0);
  });

  test("links to the user", async () => {
    await show(aJob());
    const link = within(await rowOf("@alice:test")).getByRole("link", { name: "@alice:test" });
    expect(link.getAttribute("href")).toBe("/users/%40alice%3Atest");
  });
});

test("keeps the state filter and the page in the URL", async () => {
  items = Array.from({ length: 50 }, (_, seq) => aJobItem({ seq, target: `@u${seq}:test` }));
  door.answer("jobs.items", () => ({ items, total: 120 }));
  const { person, onAddress } = await show(aJob());
  await person.click(button("State"));
  await person.click(await screen.findByRole("menuitemradio", { name: "Failed" }));
  await waitFor(() =>
    expect(door.inputsOf("jobs.items").at(-1)).toMatchObject({ state: "failed", from: 0 }),
  );
  await person.click(button("Next"));
  await waitFor(() =>
    expect(door.inputsOf("jobs.items").at(-1)).toMatchObject({ state: "failed", from: 50 }),
  );
  expect(onAddress.mock.lastCall?.[0].queryString).toBe("?state=failed&page=2");
});

test("ignores a filter without matches", async () => {
  door.answer("jobs.items", () => ({ items: [], total: 0 }));
  await show(aJob({ state: "done" }));
  expect(await screen.findByText(words("jobs.nobody"))).toBeDefined();
});

test("explains an empty state filter, and links to all accounts", async () => {
  door.answer("jobs.items", ({ input }) =>
    (input as { state?: string }).state ? { items: [], total: 0 } : { items, total: 1 },
  );
  const { person } = await show(aJob(), "state=failed");
  await screen.findByText(words("jobs.noItems"));
  await person.click(button("Show all"));
  await rowOf("@alice:test");
});

test("exports all accounts of a job", async () => {
  await show(aJob());
  expect(screen.getByRole("link", { name: "Export" }).getAttribute("href")).toBe(
    `/api/exports/jobs/${job.id}`,
  );
});

test.each(["not_found", "invalid_input"] as const)("reports a job that is %s", async (code) => {
  door.answer("jobs.get", () => Promise.reject(new AppError(code)));
  await show(aJob());
  expect(screen.getByRole("heading", { name: "No such job" })).toBeDefined();
});

describe("a running job", () => {
  beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: false }));
  afterEach(() => void vi.useRealTimers());
  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  const asked = () => door.inputsOf("jobs.get").length;

  test("polls the job until it ends, and its accounts when they change", async () => {
    job = aJob({ counts: { pending: 2 } });
    items = [aJobItem({ state: "pending" })];
    renderApp(<JobPage jobId={job.id} ownUserId="@ada:test" />);
    await pass(100);
    expect(door.inputsOf("jobs.items")).toHaveLength(1);
    await pass(4100);
    expect(asked()).toBe(3);
    expect(door.inputsOf("jobs.items")).toHaveLength(1);

    job = aJob({ state: "done", ended_ts: Date.now(), counts: { done: 2 } });
    items = [aJobItem()];
    await pass(2100);
    expect(screen.getByText("2 of 2")).toBeDefined();
    expect(door.inputsOf("jobs.items")).toHaveLength(2);
    const before = asked();
    await pass(60_000);
    expect(asked()).toBe(before);
  });

  test("keeps the page and retries while the dashboard is unavailable", async () => {
    job = aJob({ counts: { pending: 2 } });
    renderApp(<JobPage jobId={job.id} ownUserId="@ada:test" />);
    await pass(100);
    door.answer("jobs.get", () => Promise.reject(new AppError("dashboard_unreachable")));
    await pass(2100);
    expect(screen.getByText(words("errors.dashboard_unreachable.title"))).toBeDefined();
    expect(screen.getByText("0 of 2")).toBeDefined();

    door.answer("jobs.get", () => job);
    await pass(20_000);
    expect(screen.queryByRole("alert")).toBeNull();
    const before = asked();
    await pass(4100);
    expect(asked()).toBeGreaterThan(before);
  });
});
