import { useTranslations } from "next-intl";

import type { UserDetail } from "#lib/contract/users.ts";

const KNOWN = ["bot", "support"] as const;

/** An account's type. Synapse may have custom types, shown by their name. */
export function useUserType(): (user: Pick<UserDetail, "user_type" | "is_guest">) => string {
  const t = useTranslations("user.types");
  const values = useTranslations("values");
  return ({ user_type, is_guest }) => {
    if (is_guest) return t("guest");
    if (user_type === undefined) return values("notReported");
    if (!user_type) return t("regular");
    const known = KNOWN.find((type) => type === user_type);
    return known ? t(known) : user_type;
  };
}
