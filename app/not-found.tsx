import { FileQuestion } from "lucide-react";
import { useTranslations } from "next-intl";

import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { routes } from "#lib/routes.ts";

export default function NotFound() {
  const t = useTranslations("notFound");
  return (
    <main>
      <EmptyState
        isPage
        icon={FileQuestion}
        title={t("title")}
        actions={
          <Link href={routes.home()} className="font-strong text-accent-text hover:underline">
            {t("home")}
          </Link>
        }
      >
        {t("body")}
      </EmptyState>
    </main>
  );
}
