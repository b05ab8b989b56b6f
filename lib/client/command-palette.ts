"use client";

import { useEffect, useSyncExternalStore } from "react";

/** Something that the command palette can do: a thing, or going somewhere. */
export type PaletteAction = { id: string; label: string } & (
  | { run: () => void }
  | { href: string }
);

/** A page that was looked at, to go back to. */
export type Opened = { href: string; title: string; subtitle: string };

let offered: readonly PaletteAction[] = [];
let opened: readonly Opened[] = [];
const listeners = new Set<() => void>();

const NONE: readonly never[] = [];
const RECENT = 6;

function change(next: { offered?: readonly PaletteAction[]; opened?: readonly Opened[] }): void {
  offered = next.offered ?? offered;
  opened = next.opened ?? opened;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Offers a page's own actions in the palette for as long as the page is there. */
export function useOfferActions(actions: readonly PaletteAction[]): void {
  useEffect(() => {
    change({ offered: [...offered, ...actions] });
    return () => change({ offered: offered.filter((action) => !actions.includes(action)) });
  }, [actions]);
}

/** Remembers that a page was opened. Kept in memory alone: it goes with the tab. */
export function useRememberOpened({ href, title, subtitle }: Opened): void {
  useEffect(() => {
    const others = opened.filter((page) => page.href !== href);
    change({ opened: [{ href, title, subtitle }, ...others].slice(0, RECENT) });
  }, [href, title, subtitle]);
}

export const useOfferedActions = (): readonly PaletteAction[] =>
  useSyncExternalStore(
    subscribe,
    () => offered,
    () => NONE,
  );

export const useOpened = (): readonly Opened[] =>
  useSyncExternalStore(
    subscribe,
    () => opened,
    () => NONE,
  );
