import "server-only";

import type { Job } from "#lib/contract/jobs.ts";

/** The number of answers judged together. */
const WINDOW = 20;
const FIRST_WAIT_MS = 1000;
const LAST_WAIT_MS = 30_000;
/** Smaller differences are noise, however large in proportion. */
const NOTICEABLE_MS = 50;

/**
 * A job's concurrency. Starts with one call, adds one after every 20 quick answers, and halves when the
 * homeserver asks for less or becomes twice as slow.
 */
export class Pace {
  readonly #most: number;
  #atOnce = 1;
  #why: Job["pace"]["why"] = "steady";
  #times: number[] = [];
  #usual: number | undefined;
  #waitUntil = 0;
  #failures = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get now(): Job["pace"] {
    return { at_once: this.#atOnce, why: this.#why };
  }

  /** Milliseconds until the next start. */
  waitMs(now: number): number {
    return Math.max(0, this.#waitUntil - now);
  }

  answered(ms: number): void {
    this.#failures = 0;
    if (this.#why === "unreachable") this.#why = "steady";
    this.#times.push(ms);
    if (this.#times.length < WINDOW) return;
    const median = this.#times.toSorted((one, other) => one - other)[WINDOW / 2] ?? ms;
    this.#times = [];
    this.#usual ??= median;
    if (median > this.#usual * 2 && median - this.#usual > NOTICEABLE_MS) this.#slowDown("slow");
    else {
      this.#why = "steady";
      this.#usual = Math.min(this.#usual, median);
      this.#atOnce = Math.min(this.#most, this.#atOnce + 1);
    }
  }

  rateLimited(retryAfterMs: number | undefined, now: number): void {
    this.#slowDown("rate_limited");
    this.#waitUntil = Math.max(this.#waitUntil, now + (retryAfterMs ?? FIRST_WAIT_MS));
  }

  unreachable(now: number): void {
    this.#atOnce = 1;
    this.#why = "unreachable";
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.#failures, LAST_WAIT_MS);
    this.#failures += 1;
    this.#waitUntil = Math.max(this.#waitUntil, now + wait);
  }

  #slowDown(why: "slow" | "rate_limited"): void {
    this.#atOnce = Math.max(1, Math.floor(this.#atOnce / 2));
    this.#why = why;
    this.#times = [];
  }
}
