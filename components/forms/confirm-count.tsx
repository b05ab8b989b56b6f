"use client";

import { useTranslations } from "next-intl";

import { useConfirmText } from "./confirm-text.tsx";

/** Has the count typed of what is about to be done. */
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

/** Whether somebody typed this count, with or without what groups its digits. */
export const isCount = (typed: string, count: number): boolean =>
  typed.replace(/[\s.,’']/g, "") === String(count);
