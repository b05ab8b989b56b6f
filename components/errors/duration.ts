import { useTranslations } from "next-intl";

/** "6 seconds", "5 minutes": a duration in round numbers. */
export function useDuration(): (ms: number) => string {
  const t = useTranslations("duration");
  return (ms) => {
    const seconds = Math.max(1, Math.ceil(ms / 1000));
    if (seconds < 90) return t("seconds", { count: seconds });
    const minutes = Math.ceil(seconds / 60);
    return minutes < 90
      ? t("minutes", { count: minutes })
      : t("hours", { count: Math.round(minutes / 60) });
  };
}
