import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { AccountMenu } from "#components/layout/account-menu.tsx";
import { Messages } from "#components/layout/messages.tsx";
import { SignOutProvider } from "#components/layout/sign-out.tsx";
import { redirectWhenSignedOut } from "#lib/client/session-expired.ts";
import type { Job } from "#lib/contract/jobs.ts";
import { AppError } from "#lib/errors.ts";
import { aJob } from "#tests/support/builders.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { aPerson } from "#tests/support/person.ts";
import { renderApp } from "#tests/support/render.tsx";
import { words } from "#tests/support/words.ts";

const door = fakeApi();
const leave = vi.fn();
const ended = () => door.inputsOf("session.end");
let jobs: Job[];

beforeEach(() => {
  leave.mockReset();
  vi.spyOn(location, "assign").mockImplementation(leave);
  door.answer("jobs.list", () => ({ jobs }));
  door.answer("session.end", ({ input }) => ({
    token: (input as { jobs: string }).jobs === "finish" ? "held" : "revoked",
    beside: [],
  }));
});

// The page is left: what it knew of signing out goes with it.
afterEach(() => {
  window.dispatchEvent(new Event("pagehide"));
});

async function askToLeave({ hasPastedToken = false } = {}) {
  renderApp(
    <SignOutProvider userId="@ada:test" hasPastedToken={hasPastedToken}>
      <AccountMenu userId="@ada:test" onGo={() => undefined} />
      <Messages />
    </SignOutProvider>,
  );
  const person = aPerson();
  await person.click(screen.getByRole("button", { name: /Your account/ }));
  await person.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  return person;
}
const question = async () =>
  within(await screen.findByRole("dialog", { name: words("leaving.title", { count: 1 }) }));

test("opens the sign-in page at once without own running jobs", async () => {
  jobs = [
    aJob({ state: "done" }),
    aJob({ state: "paused" }),
    aJob({ admins: ["@ada:test", "@bert:test"] }),
  ];
  await askToLeave();
  await waitFor(() => expect(leave).toHaveBeenCalledWith("/sign-in?reason=signed_out"));
  expect(ended()).toEqual([{ jobs: "pause" }]);
});

test.each([
  ["Let the jobs finish", "finish", "signed_out_jobs_go_on"],
  ["Pause the jobs", "pause", "signed_out"],
])("asks what happens to a running job: %s", async (choice, fate, reason) => {
  jobs = [aJob({ counts: { done: 4, pending: 10 } })];
  const person = await askToLeave();
  const dialog = await question();
  expect(dialog.getByText("Lock 14 accounts")).toBeDefined();
  expect(ended()).toEqual([]);
  await person.click(dialog.getByRole("radio", { name: new RegExp(choice) }));
  await person.click(dialog.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith(`/sign-in?reason=${reason}`));
  expect(ended()).toEqual([{ jobs: fate, pasted: "keep" }]);
});

test.each([
  ["Only forget it here", "keep", "kept", "signed_out_token_kept"],
  ["Revoke it", "revoke", "revoked", "signed_out"],
])("asks what happens to a pasted token: %s", async (choice, wish, token, reason) => {
  jobs = [];
  door.answer("session.end", () => ({ token, beside: [] }));
  const person = await askToLeave({ hasPastedToken: true });
  const dialog = within(await screen.findByRole("dialog", { name: words("leaving.tokenTitle") }));
  await person.click(dialog.getByRole("radio", { name: new RegExp(choice) }));
  await person.click(dialog.getByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(leave).toHaveBeenCalledWith(`/sign-in?reason=${reason}`));
  expect(ended()).toMatchObject([{ pasted: wish }]);
});

test("stays signed in on cancel, and asks again next time", async () => {
  jobs = [aJob()];
  const person = await askToLeave();
  await person.click((await question()).getByRole("button", { name: "Cancel" }));
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(ended()).toEqual([]);
  await person.click(screen.getByRole("button", { name: /Your account/ }));
  await person.click(await screen.findByRole("menuitem", { name: "Sign out" }));
  await question();
});

test("shows in the dialog why signing out failed", async () => {
  jobs = [aJob()];
  door.answer("session.end", () => Promise.reject(new AppError("store_unavailable")));
  const person = await askToLeave();
  const dialog = await question();
  await person.click(dialog.getByRole("button", { name: "Sign out" }));
  expect(await dialog.findByRole("alert")).toBeDefined();
  expect(leave).not.toHaveBeenCalled();
});

test("allows signing out when jobs fail to load", async () => {
  door.answer("jobs.list", () => Promise.reject(new AppError("store_unavailable")));
  await askToLeave();
  await waitFor(() => expect(leave).toHaveBeenCalledWith("/sign-in?reason=signed_out"));
});

test("ignores an ended session in other requests during sign-out", async () => {
  jobs = [];
  const late = () => redirectWhenSignedOut(new AppError("signed_out", { reason: "ended" }));
  door.answer("session.end", () => {
    late();
    return { token: "revoked", beside: [] };
  });
  await askToLeave();
  await waitFor(() => expect(leave).toHaveBeenCalled());
  late();
  expect(leave.mock.calls).toEqual([["/sign-in?reason=signed_out"]]);
});

test("opens the sign-in page when a session ends after a failed sign-out", async () => {
  jobs = [];
  door.answer("session.end", () => Promise.reject(new AppError("store_unavailable")));
  await askToLeave();
  await screen.findByText(words("errors.store_unavailable.title"));
  redirectWhenSignedOut(new AppError("signed_out", { reason: "ended" }));
  expect(leave).toHaveBeenCalledWith("/sign-in?callbackUrl=%2F&reason=ended");
});
