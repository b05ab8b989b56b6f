import { useTranslations } from "next-intl";

/** The name of an address or client. */
export function useConnectionName(): (seen: { name: string }) => string {
  const t = useTranslations("connections");
  return ({ name }) => name || t("nameless");
}
