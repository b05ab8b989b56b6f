import type { RefObject } from "react";

import { useShortcut } from "./use-shortcut.ts";

/** What can be focused in a row that does not say. */
const FOCUSABLE = "a[href], button, input";

/** Moves through a table's rows with j and k, and selects one with x. */
export function useRowKeys(body: RefObject<HTMLTableSectionElement | null>): void {
  const rows = () => [...(body.current?.querySelectorAll<HTMLElement>("tr[aria-rowindex]") ?? [])];
  const current = () => rows().findIndex((row) => row.contains(document.activeElement));

  const move = (by: 1 | -1) => {
    const all = rows();
    const at = current();
    const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by];
    const inside =
      next?.querySelector<HTMLElement>("[data-row-focus]") ??
      next?.querySelector<HTMLElement>(FOCUSABLE);
    inside?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  useShortcut("j", () => move(1));
  useShortcut("k", () => move(-1));
  useShortcut("x", () =>
    rows()[current()]?.querySelector<HTMLElement>("input[type=checkbox]")?.click(),
  );
}
