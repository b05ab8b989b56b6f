"use client";

import { useTranslations } from "next-intl";

import { Button } from "./button.tsx";

type PaginationProps = {
  /** Rows before this page. */
  from: number;
  /** Rows on this page. */
  count: number;
  total: number;
  pageSize: number;
  onFrom: (from: number) => void;
};

export function Pagination({ from, count, total, pageSize, onFrom }: PaginationProps) {
  const t = useTranslations("ui");
  const hasNext = from + count < total;
  return (
    <nav
      aria-label={t("pages")}
      className="flex min-h-11 items-center gap-1 border-t border-line px-3 py-1.5 text-ink-3"
    >
      <span className="tabular me-auto">
        {t("range", { first: count === 0 ? 0 : from + 1, last: from + count, total })}
      </span>
      <Button
        look="quiet"
        disabled={from === 0}
        onClick={() => onFrom(Math.max(0, from - pageSize))}
      >
        {t("previous")}
      </Button>
      <Button look="quiet" disabled={!hasNext} onClick={() => onFrom(from + pageSize)}>
        {t("next")}
      </Button>
    </nav>
  );
}
