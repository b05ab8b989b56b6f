"use client";

import { useTranslations } from "next-intl";

import { useConfirmText } from "./confirm-text.tsx";

/** Requires the count before an action. */
export function useConfirmCount(count: number) {
  const t = useTranslations("typedCount");
  return useConfirmText({
    label: t("label", { count }),
    name: "count",
    inputMode: "numeric",
    isRight: (typed) => isCount(typed, count),
    wrong: t("wrong", { count }),
  });
}

/** Whether the text is this count, with or without digit grouping. */
export const isCount = (typed: string, count: number): boolean =>
  typed.replace(/[\s.,’']/g, "") === String(count);
