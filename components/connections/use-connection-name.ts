import { useTranslations } from "next-intl";

/** How an address or a client is called. */
export function useConnectionName(): (seen: { name: string }) => string {
  const t = useTranslations("connections");
  return ({ name }) => name || t("nameless");
}
