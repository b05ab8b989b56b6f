"use client";

import { useTranslations } from "next-intl";

import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { useConfirmText } from "./confirm-text.tsx";

/** Requires the name of the target account. */
export function useConfirmName(userId: string) {
  const t = useTranslations("typedName");
  const name = localpartOf(userId);
  return useConfirmText({
    label: t("label", { name }),
    name: "name",
    autoCapitalize: "none",
    spellCheck: false,
    isRight: (typed) => isName(typed, userId),
    wrong: t("wrong", { name }),
  });
}

const localpartOf = (userId: string) => userId.slice(1, userId.indexOf(":"));

/** Whether the text is this account's user name or Matrix ID. */
export const isName = (typed: string, userId: string): boolean =>
  [userId, localpartOf(userId)].includes(trimPasted(typed).replace(/^@(?=[^:]*$)/, ""));
