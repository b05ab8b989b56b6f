import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Runs code with a timer that outlives its request. A timer made within a request keeps the request, 30 kB,
 * in memory until it fires.
 */
export const outsideOfRequests = AsyncLocalStorage.snapshot();

/** `AbortSignal.timeout`, whose timer runs to its end even if unused. */
export const timeoutAfter = (ms: number): AbortSignal =>
  outsideOfRequests(() => AbortSignal.timeout(ms));
