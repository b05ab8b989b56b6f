"use client";

import { use, useEffect, useRef } from "react";
import useSWR, { unstable_serialize, useSWRConfig, type SWRConfiguration } from "swr";

import {
  queryKey,
  type InputOf,
  type OutputOf,
  type Published,
} from "#lib/contract/kit/endpoint.ts";
import type { AppError } from "#lib/errors.ts";

import { isFresh, claim, usePrefetched } from "./prefetched.tsx";
import { redirectWhenSignedOut, isSigningOut } from "./session-expired.ts";
import { send } from "./send.ts";

/**
 * Reads an action and keeps it fresh. Pass null to wait.
 *
 * Starts with the answer that the server streamed with the page. A new query aborts the one before it.
 */
export function useQuery<A extends Published>(
  action: A,
  input: InputOf<A> | null,
  options?: SWRConfiguration<OutputOf<A>, AppError>,
) {
  type Answer = OutputOf<A>;
  const key = input && queryKey(action, input);
  const name = unstable_serialize(key);
  const { cache } = useSWRConfig();
  const first = usePrefetched(name) as Promise<Answer | undefined> | undefined;
  const cached = cache.get(name)?.data as Answer | undefined;
  const isCached = cached !== undefined;
  // Even if it is in the cache by now: to a part of the page that hydrates later SWR gives only this, and it
  // must start with what the server has rendered.
  const fallbackData = first && (cached ?? use(first));
  const asked = useRef<{ name: string; controller: AbortController }>(null);

  const { data, error, isValidating, mutate } = useSWR<Answer, AppError>(
    key,
    () => {
      if (asked.current && asked.current.name !== name) asked.current.controller.abort();
      asked.current = { name, controller: new AbortController() };
      return send(action, input as InputOf<A>, { signal: asked.current.controller.signal });
    },
    {
      // Repeated requests do not help a failing server: the page offers to retry.
      shouldRetryOnError: false,
      focusThrottleInterval: 30_000,
      onError: redirectWhenSignedOut,
      isPaused: isSigningOut,
      ...options,
      ...(fallbackData !== undefined && { fallbackData }),
      ...(isFresh(first) && { revalidateOnMount: false }),
    },
  );

  useEffect(() => {
    if (!first || !claim(first)) return;
    void Promise.resolve(first).then((answer) =>
      answer === undefined ? mutate() : mutate(answer, { revalidate: false }),
    );
  }, [first, mutate]);

  return {
    data,
    /** The data answers the previous query: `keepPreviousData`. */
    isPrevious: data !== undefined && !first && !isCached,
    // An aborted query has not failed.
    error: isAbort(error) ? undefined : error,
    isRefreshing: isValidating,
    refresh: () => mutate(),
  };
}

const isAbort = (error: unknown) => error instanceof DOMException && error.name === "AbortError";
