import { expect, test } from "vitest";

import { AppError, nullIf } from "#lib/errors.ts";

test("turns an error with one of the codes into null", async () => {
  const failing = Promise.reject(new AppError("not_found"));
  expect(await failing.catch(nullIf("unsupported", "not_found"))).toBeNull();
});

test("throws any other error on", async () => {
  const timeout = new AppError("homeserver_timeout");
  await expect(Promise.reject(timeout).catch(nullIf("not_found"))).rejects.toBe(timeout);
  const bug = new TypeError("bug");
  await expect(Promise.reject(bug).catch(nullIf("not_found"))).rejects.toBe(bug);
});
