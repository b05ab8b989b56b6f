import { History } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** A URL may point past the oldest record. */
export function EndOfRecords({ onNewest }: { onNewest: () => void }) {
  const t = useTranslations("audit.beyond");
  return (
    <EmptyState
      icon={History}
      title={t("title")}
      actions={<Button onClick={onNewest}>{t("newest")}</Button>}
    >
      {t("body")}
    </EmptyState>
  );
}
