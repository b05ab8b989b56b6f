"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";

import {
  groupOf,
  type InputOf,
  type OutputOf,
  type Published,
} from "#lib/contract/kit/endpoint.ts";
import { AppError } from "#lib/errors.ts";

import { send } from "./send.ts";
import { redirectWhenSignedOut } from "./session-expired.ts";

/** Runs a write, then refreshes every query it may have made stale. */
export function useCommand<A extends Published>(action: A) {
  const { mutate } = useSWRConfig();
  const [isRunning, setRunning] = useState(false);
  const [error, setError] = useState<AppError>();

  const recorded = action.isRecorded ? ["audit"] : [];
  const stale = new Set([groupOf(action.id), ...action.changes, ...recorded]);
  const refresh = () => mutate((key) => Array.isArray(key) && stale.has(groupOf(String(key[0]))));

  /** Resolves to the answer, or to undefined on failure: then `error` says why. */
  const run = async (input: InputOf<A>): Promise<OutputOf<A> | undefined> => {
    setRunning(true);
    setError(undefined);
    try {
      const answer = await send(action, input);
      void refresh();
      return answer;
    } catch (thrown) {
      const failure = AppError.from(thrown);
      redirectWhenSignedOut(failure);
      // The change may have happened, or the page is stale: reload.
      if (["outcome_unknown", "too_late"].includes(failure.code)) void refresh();
      setError(failure);
      return undefined;
    } finally {
      setRunning(false);
    }
  };

  return { run, error, isRunning, reset: () => setError(undefined) };
}
