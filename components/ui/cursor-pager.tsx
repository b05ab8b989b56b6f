"use client";

import { useTranslations } from "next-intl";

import { Button } from "./button.tsx";

type CursorPagerProps = {
  /** Absent: this is the newest page. */
  onNewer: (() => void) | undefined;
  /** Absent: this is the oldest page. */
  onOlder: (() => void) | undefined;
};

/** Pages through a list that grows at its start, where page numbers change. */
export function CursorPager({ onNewer, onOlder }: CursorPagerProps) {
  const t = useTranslations("ui");
  return (
    <nav
      aria-label={t("pages")}
      className="flex min-h-11 items-center justify-end gap-1 border-t border-line px-3 py-1.5"
    >
      <Button look="quiet" disabled={!onNewer} onClick={onNewer}>
        {t("newer")}
      </Button>
      <Button look="quiet" disabled={!onOlder} onClick={onOlder}>
        {t("older")}
      </Button>
    </nav>
  );
}
