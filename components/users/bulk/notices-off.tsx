"use client";

import { useTranslations } from "next-intl";

import { Notice } from "#components/ui/notice.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

/** Says that this homeserver sends no notices, before an admin writes one in vain. */
export function NoticesOff() {
  const t = useTranslations("errors.notices_off");
  const { data } = useQuery(api.users.canNotify, {});
  if (!data || data.is_set_up) return null;
  return (
    <Notice kind="bad" title={t("title")} isAlert>
      {t("body")}
    </Notice>
  );
}
