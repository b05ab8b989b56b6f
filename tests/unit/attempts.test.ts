import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { expect, onTestFinished, test, vi } from "vitest";

import { AppError } from "#lib/errors.ts";
import { limitSignIn, limitServerLookups } from "#lib/server/http/rate-limit.ts";

const wrong = () => Promise.reject(new AppError("wrong_credentials"));
const right = () => Promise.resolve("in");
const guess = (address: string, user: string, attempt = wrong) =>
  limitSignIn(address, user, attempt).catch((error: unknown) => AppError.from(error).code);

const repeat = async (times: number, act: () => Promise<unknown>) => {
  const outcomes = [];
  for (let time = 0; time < times; time += 1) outcomes.push(await act());
  return outcomes;
};

test("blocks sign-in after five wrong passwords, and says for how long", async () => {
  const outcomes = await repeat(5, () => guess("192.0.2.1", "ada"));
  expect(outcomes).toEqual(Array.from({ length: 5 }, () => "wrong_credentials"));

  const refused = limitSignIn("192.0.2.1", "ada", right);
  await expect(refused).rejects.toMatchObject({
    code: "too_many_attempts",
    details: { retryAfterMs: expect.any(Number) },
  });
});

test("does not lock out other addresses when a stranger guesses", async () => {
  await repeat(10, () => guess("192.0.2.2", "bert"));
  await expect(limitSignIn("192.0.2.3", "bert", right)).resolves.toBe("in");
});

test("limits attempts on many accounts from one address", async () => {
  const outcomes: unknown[] = [];
  for (let account = 0; account < 20; account += 1) {
    outcomes.push(await guess("192.0.2.4", `user${account}`));
  }
  expect(outcomes.filter((code) => code === "wrong_credentials")).toHaveLength(15);
  expect(outcomes.at(-1)).toBe("too_many_attempts");
});

test("does not count an attempt for the account when its address is blocked", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let account = 0;
  await repeat(15, () => guess("192.0.2.7", `user${(account += 1)}`));
  vi.advanceTimersByTime(4 * 60_000);
  expect(await repeat(5, () => guess("192.0.2.7", "ada"))).toEqual(
    Array.from({ length: 5 }, () => "too_many_attempts"),
  );
  vi.advanceTimersByTime(2 * 60_000);
  expect(await guess("192.0.2.7", "ada")).toBe("wrong_credentials");
});

test("does not count an attempt for the address when its account is blocked", async () => {
  await repeat(20, () => guess("192.0.2.8", "ada"));
  expect(await guess("192.0.2.8", "bert")).toBe("wrong_credentials");
});

test("keeps nothing of a request in memory while it remembers the attempt", async () => {
  const requests = new AsyncLocalStorage<string>();
  const kept: (string | undefined)[] = [];
  const timers = createHook({
    init: (_, type) => void (type === "Timeout" && kept.push(requests.getStore())),
  });
  timers.enable();
  await requests.run("the request", () => guess("192.0.2.9", "ada"));
  await requests.run("the request", () => limitServerLookups("192.0.2.9"));
  timers.disable();

  // One for the address, one for the account, one for the look-up.
  expect(kept).toEqual([undefined, undefined, undefined]);
});

test("ignores the case of a user name", async () => {
  await repeat(5, () => guess("192.0.2.5", "Chiara"));
  expect(await guess("192.0.2.5", "CHIARA")).toBe("too_many_attempts");
});

test("counts a whole IPv6 network as one address", async () => {
  await repeat(5, () => guess("2001:db8:1:2::1", "dmitri"));
  expect(await guess("2001:db8:1:2:ffff::9", "dmitri")).toBe("too_many_attempts");
  expect(await guess("2001:db8:1:3::1", "dmitri")).toBe("wrong_credentials");
});

test("does not count correct passwords or homeserver failures", async () => {
  await repeat(20, () => limitSignIn("192.0.2.6", "grete", right));
  const down = () => Promise.reject(new AppError("homeserver_unreachable"));
  await repeat(20, () => limitSignIn("192.0.2.6", "grete", down).catch(() => undefined));
  await expect(limitSignIn("192.0.2.6", "grete", right)).resolves.toBe("in");
});
