import { useTranslations } from "next-intl";

type UnknownProps = {
  /** The raw value from the homeserver, as JSON. */
  raw?: string | undefined;
};

/** A value that is missing or unreadable. */
export function Unknown({ raw }: UnknownProps) {
  const t = useTranslations("values");
  return (
    <span className="text-ink-3" title={raw && t("malformed", { raw })}>
      {t("unknown")}
    </span>
  );
}
