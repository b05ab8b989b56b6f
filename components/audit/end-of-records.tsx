import { History } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty-state.tsx";

/** An address may point to where records are no more. */
export function NothingOlder({ onNewest }: { onNewest: () => void }) {
  const t = useTranslations("audit.beyond");
  return (
    <Empty
      icon={History}
      title={t("title")}
      actions={<Button onClick={onNewest}>{t("newest")}</Button>}
    >
      {t("body")}
    </Empty>
  );
}
