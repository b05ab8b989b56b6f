import "server-only";

import { once } from "./once.ts";

type Shared = { answer: Promise<unknown>; askers: number; giveUp: AbortController };

const underWay = () => once("shared-reads", () => new Map<string, Shared>());

/**
 * Makes one call for equal concurrent reads, and aborts it when the last reader leaves.
 * @param key What makes reads equal. It must name the session, so that sessions share nothing.
 */
export async function coalesceRead<T>(
  key: readonly unknown[],
  signal: AbortSignal | undefined,
  read: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const name = JSON.stringify(key);
  const shared = underWay().get(name) ?? start(name, read);
  shared.askers += 1;
  const leave = () => {
    shared.askers -= 1;
    if (shared.askers > 0) return;
    forget(name, shared);
    shared.giveUp.abort();
  };
  signal?.addEventListener("abort", leave, { once: true });
  if (signal?.aborted) leave();
  try {
    return (await shared.answer) as T;
  } finally {
    signal?.removeEventListener("abort", leave);
  }
}

function start(name: string, read: (signal: AbortSignal) => Promise<unknown>): Shared {
  const giveUp = new AbortController();
  const shared = { answer: read(giveUp.signal), askers: 0, giveUp };
  underWay().set(name, shared);
  const done = () => forget(name, shared);
  shared.answer.then(done, done);
  return shared;
}

/** An aborted read may end after an equal one has started. */
function forget(name: string, shared: Shared): void {
  if (underWay().get(name) === shared) underWay().delete(name);
}
