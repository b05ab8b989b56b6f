"use client";

import { useEffect, useSyncExternalStore } from "react";

/** A command of the palette: an action or a link. */
export type PaletteAction = { id: string; label: string } & (
  | { run: () => void }
  | { href: string }
);

/** A visited page, to return to. */
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

/** Offers a page's own actions in the palette while the page is shown. */
export function useOfferActions(actions: readonly PaletteAction[]): void {
  useEffect(() => {
    change({ offered: [...offered, ...actions] });
    return () => change({ offered: offered.filter((action) => !actions.includes(action)) });
  }, [actions]);
}

/** Remembers a visited page, in memory only: it goes with the tab. */
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
