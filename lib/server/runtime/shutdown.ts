import "server-only";

import { AppError } from "#lib/errors.ts";

import { once } from "./once.ts";

const state = () =>
  once("under-way", () => ({ work: new Set<Promise<unknown>>(), stopping: false }));

/** Work that a shutdown waits for. During a shutdown, none starts. */
export async function trackInFlight<T>(begin: () => Promise<T>): Promise<T> {
  const { work, stopping } = state();
  if (stopping) throw new AppError("shutting_down");
  const promise = begin();
  work.add(promise);
  try {
    return await promise;
  } finally {
    work.delete(promise);
  }
}

/** Starts nothing more, and resolves when all running work has ended. */
export async function drain(): Promise<void> {
  state().stopping = true;
  await Promise.allSettled(state().work);
}
