import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { expect, test } from "vitest";

import { timeoutAfter } from "#lib/server/runtime/outside-of-requests.ts";

test("keeps nothing of a request in a timeout", () => {
  const requests = new AsyncLocalStorage<string>();
  const kept: (string | undefined)[] = [];
  const timers = createHook({
    init: (_, type) => void (type === "Timeout" && kept.push(requests.getStore())),
  });
  timers.enable();
  const signal = requests.run("the request", () => timeoutAfter(60_000));
  timers.disable();

  expect(signal.aborted).toBe(false);
  expect(kept).toEqual([undefined]);
});
