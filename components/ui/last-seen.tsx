import { useTranslations } from "next-intl";

import { TimeAgo } from "#components/ui/time.tsx";

/** Null is "unknown", never "never": Synapse forgets it after a while. */
export function LastSeen({ ms }: { ms: number | null | undefined }) {
  const t = useTranslations("values");
  if (ms) return <TimeAgo ms={ms} />;
  return (
    <span className="text-ink-3" title={t("lastSeenUnknown")}>
      {t("unknown")}
    </span>
  );
}
