"use client";

import { createContext, use, useMemo, type ReactNode } from "react";

/** A first answer on its way; undefined if the read failed and must be repeated. */
type FirstAnswer = Promise<unknown>;
type FirstAnswers = Readonly<Record<string, FirstAnswer>>;

const Context = createContext<FirstAnswers>({});

/**
 * Answers that the server streams along with a page, by the cache key of their question.
 *
 * Not SWR's own `fallback`: a promise there makes SWR suspend between its hooks, and React then
 * keeps closures of the unfinished run, which fail when they are called (SWR 2.5.1).
 */
export function PrefetchedProvider({
  answers,
  children,
}: {
  answers: FirstAnswers;
  children: ReactNode;
}) {
  const outer = use(Context);
  const all = useMemo(() => ({ ...outer, ...answers }), [outer, answers]);
  return <Context value={all}>{children}</Context>;
}

/** The page's answer for the key, if it has one. */
export const usePrefetched = (key: string): FirstAnswer | undefined => use(Context)[key];

/** When each first answer went into the cache. */
const taken = new WeakMap<FirstAnswer, { at: number; visit: number }>();

/** Parts of a page hydrate one after another, and share its first answers. */
const PAGE_LOAD_MS = 5_000;

/** The back button restores an old page's answers, which are stale by then. */
let visit = 0;
globalThis.window?.addEventListener("popstate", () => (visit += 1));

/** Whether an answer is as new as the page that shows it. */
export function isFresh(first: FirstAnswer | undefined): boolean {
  if (!first) return false;
  const when = taken.get(first);
  return !when || (when.visit === visit && Date.now() - when.at < PAGE_LOAD_MS);
}

/** Marks an answer as copied into the cache. Returns false if it already was. */
export function claim(first: FirstAnswer): boolean {
  if (taken.has(first)) return false;
  taken.set(first, { at: Date.now(), visit });
  return true;
}
