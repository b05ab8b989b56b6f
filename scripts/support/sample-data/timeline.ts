type Entry = { time: number; isAlone: boolean; run: () => Promise<void> };

type Run = {
  setTime(time: number): Promise<void>;
  concurrency: number;
  onProgress(done: number, total: number, time: number): void;
  signal?: AbortSignal | undefined;
};

/** A schedule of actions. Planned in any order, they run in order of time. */
export class Timeline {
  readonly #entries: Entry[] = [];

  /**
   * Plans an action; returns a promise of its result. An action may wait for one planned for an earlier time,
   * or before it for the same time.
   */
  at<T>(time: number, action: () => Promise<T>): Promise<T> {
    return this.#plan(time, false, action);
  }

  /** Plans an exclusive action, during which the clock stands still. */
  alone<T>(time: number, action: () => Promise<T>): Promise<T> {
    return this.#plan(time, true, action);
  }

  #plan<T>(time: number, isAlone: boolean, action: () => Promise<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    // run() reports every failure, so an ignored result is no unhandled rejection.
    promise.catch(() => {});
    const run = async () => {
      try {
        resolve(await action());
      } catch (error) {
        reject(error);
        throw error;
      }
    };
    this.#entries.push({ time, isAlone, run });
    return promise;
  }

  /** Runs everything, a few actions at once, moving the clock before each. */
  async run({ setTime, concurrency, onProgress, signal }: Run): Promise<void> {
    const entries = this.#entries.toSorted((a, b) => a.time - b.time);
    const underWay = new Set<Promise<void>>();
    const failures: unknown[] = [];
    for (const [done, { time, isAlone, run }] of entries.entries()) {
      if (isAlone) await Promise.all(underWay);
      if (underWay.size >= concurrency) await Promise.race(underWay);
      if (failures.length > 0 || signal?.aborted) break;
      onProgress(done, entries.length, time);
      await setTime(time);
      const task = run()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(task));
      underWay.add(task);
      if (isAlone) await task;
    }
    await Promise.all(underWay);
    signal?.throwIfAborted();
    if (failures.length > 0) throw failures[0];
  }
}
