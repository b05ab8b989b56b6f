"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { IconButton } from "./button.tsx";
import { useShortcut } from "./use-shortcut.ts";

type SearchFieldProps = { label: string; value: string; onSearch: (text: string) => void };

/** Longer than between two letters: searching for each would be in vain. */
const PAUSE_MS = 250;

export function SearchField({ label, value, onSearch }: SearchFieldProps) {
  const t = useTranslations("ui");
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useShortcut("/", () => inputRef.current?.select());

  // Changed from outside: by the back button, or by clearing the filters.
  if (value !== known) {
    setKnown(value);
    setText(value);
  }

  const search = (next: string, pauseMs: number) => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setKnown(trimPasted(next));
      onSearch(trimPasted(next));
    }, pauseMs);
  };

  return (
    <div
      role="search"
      className="flex h-8 w-full items-center gap-2 rounded-sm border border-line-control bg-surface ps-2.5 has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-1 has-[input:focus-visible]:outline-accent md:w-[304px]"
    >
      <Search className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
      <input
        ref={inputRef}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => search(event.target.value, PAUSE_MS)}
        onKeyDown={(event) => event.key === "Enter" && search(text, 0)}
        className="h-full min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== "" && (
        <IconButton label={t("clearSearch")} onClick={() => search("", 0)} isSmall className="me-1">
          <X />
        </IconButton>
      )}
    </div>
  );
}
