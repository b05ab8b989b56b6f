"use client";

import { Bug } from "lucide-react";
import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

/** Our own error. Homeserver errors are shown where the data was requested. */
export default function PageError({ reset }: { reset: () => void }) {
  const t = useTranslations("crash");
  return (
    <main>
      <EmptyState
        isPage
        icon={Bug}
        title={t("title")}
        actions={<Button onClick={reset}>{t("retry")}</Button>}
      >
        {t("body")}
      </EmptyState>
    </main>
  );
}
