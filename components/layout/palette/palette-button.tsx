"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";

/** Loaded once the page is idle: an opened palette must take letters at once. */
const load = () => import("./palette.tsx");
const Palette = lazyDialog(load, "Palette");

const LOAD_AFTER_MS = 1500;

/** Opens the palette: a button, and Ctrl-K or ⌘K from everywhere. */
export function PaletteButton() {
  const t = useTranslations("palette");
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load(), LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((wasOpen) => !wasOpen);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="ms-auto flex h-8 shrink-0 items-center gap-2 rounded-sm border border-line-control bg-surface text-ink-3 hover:text-ink max-md:w-8 max-md:justify-center md:w-[320px] md:pe-2 md:ps-2.5"
      >
        <Search className="size-4 shrink-0" aria-hidden="true" />
        <span className="truncate max-md:sr-only">{t("open")}</span>
        <kbd className="ms-auto shrink-0 rounded-[4px] border border-line px-1.5 font-sans text-[11px] leading-4 whitespace-nowrap max-md:hidden">
          {t("shortcut")}
        </kbd>
      </button>
      {isOpen && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}
