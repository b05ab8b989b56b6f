import { useTranslations } from "next-intl";

import { Notice } from "#components/ui/notice.tsx";

/** No homeserver is configured. */
export function NoServers() {
  const t = useTranslations("servers.none");
  return (
    <Notice kind="warn" title={t("title")}>
      {t("body")}
    </Notice>
  );
}
