import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { SessionKeeper } from "#components/layout/session-keeper.tsx";
import { AppError } from "#lib/errors.ts";
import { fakeApi } from "#tests/support/fake-api.ts";
import { renderApp } from "#tests/support/render.tsx";

const door = fakeApi();
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: false });
});
afterEach(() => vi.useRealTimers());

/** A session that ends so many minutes after anybody did something, and so many after it began. */
function aSession(idleMinutes: number, maxMinutes: number) {
  const startedAt = Date.now();
  let seenAt = startedAt;
  const lifetime = () => {
    const ends_ts = startedAt + maxMinutes * MINUTE;
    const idle_ends_ts = Math.min(seenAt + idleMinutes * MINUTE, ends_ts);
    if (Date.now() >= idle_ends_ts) throw new AppError("signed_out", { reason: "idle" });
    return { idle_ends_ts, ends_ts };
  };
  door.answer("session.lifetime", lifetime);
  door.answer("session.stay", () => {
    seenAt = Date.now();
    return lifetime();
  });
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
const press = (key: string) =>
  act(async () => void window.dispatchEvent(new KeyboardEvent("keydown", { key })));

test("shows nothing while there is time", async () => {
  aSession(120, 720);
  renderApp(<SessionKeeper />);
  await pass(60 * MINUTE);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("warns two minutes before the end, and offers to stay", async () => {
  aSession(120, 720);
  renderApp(<SessionKeeper />);
  await pass(118.5 * MINUTE);
  expect(screen.getByRole("alert").textContent).toMatch(/ends in (90 seconds|2 minutes)/);

  await act(async () => screen.getByRole("button", { name: "Stay signed in" }).click());
  await pass(1000);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("keeps an active person signed in with at most one request a minute", async () => {
  aSession(5, 720);
  renderApp(<SessionKeeper />);
  for (let minute = 0; minute < 12; minute += 1) {
    await pass(MINUTE);
    await press("a");
    await press("b");
  }
  expect(screen.queryByRole("alert")).toBeNull();
  expect(door.inputsOf("session.stay").length).toBeLessThanOrEqual(12);
  expect(door.inputsOf("session.stay").length).toBeGreaterThan(8);
});

test("does not extend an idle session by polling, and leads to the sign-in page", async () => {
  const leave = vi.spyOn(location, "assign").mockImplementation(() => undefined);
  aSession(5, 720);
  renderApp(<SessionKeeper />);
  await pass(6 * MINUTE);
  expect(leave).toHaveBeenCalledWith("/sign-in?callbackUrl=%2F&reason=idle");
  expect(door.inputsOf("session.stay")).toEqual([]);
});

test("shows the absolute end without an offer to stay", async () => {
  aSession(120, 10);
  renderApp(<SessionKeeper />);
  await pass(8.5 * MINUTE);
  expect(screen.getByRole("alert").textContent).toMatch(/It has reached its maximum length/);
  expect(screen.queryByRole("button", { name: "Stay signed in" })).toBeNull();
});

test("leaves a page of another homeserver than the current one", async () => {
  const leave = vi.spyOn(location, "assign").mockImplementation(() => undefined);
  aSession(120, 720);
  renderApp(<SessionKeeper />);
  await pass(MINUTE);
  expect(leave).not.toHaveBeenCalled();
  door.answer("session.lifetime", () => Promise.reject(new AppError("other_session")));
  await pass(MINUTE);
  expect(leave).toHaveBeenCalledWith("/");
});
