import { useTranslations } from "next-intl";

import { buttonLook } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { routes } from "#lib/routes.ts";

/** Links from a failure to its diagnosis. */
export function DiagnoseLink({ server }: { server: string | null }) {
  const t = useTranslations("diagnostics");
  return (
    <Link href={routes.diagnostics(server ?? undefined)} className={buttonLook("plain")}>
      {t("open")}
    </Link>
  );
}
