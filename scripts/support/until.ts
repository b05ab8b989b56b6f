import { setTimeout as pause } from "node:timers/promises";

import { SetupError } from "./setup-error.ts";

type Patience = { timeoutMs: number; signal?: AbortSignal | undefined };

/** Asks again and again until the answer is something; a SetupError when that takes too long. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  { timeoutMs, signal }: Patience,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) {
      throw new SetupError(`Waited ${Math.round(timeoutMs / 1000)} s in vain: ${what}.`);
    }
    await pause(50, undefined, { signal });
  }
}
