import { useTranslations } from "next-intl";

import { Notice } from "#components/ui/notice.tsx";
import type { User, UserDetail } from "#lib/contract/users.ts";

/** What a new password does not change for this account. */
export function AccountNotices({ user }: { user: User & Partial<UserDetail> }) {
  const t = useTranslations("password");
  const { deactivated, locked, appservice_id } = user;
  if (!deactivated && !locked && !appservice_id) return null;
  return (
    <Notice kind="warn">
      {deactivated && <p>{t("deactivated")}</p>}
      {locked && <p>{t("locked")}</p>}
      {appservice_id && <p>{t("appservice")}</p>}
    </Notice>
  );
}
