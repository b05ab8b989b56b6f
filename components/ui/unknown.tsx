import { useTranslations } from "next-intl";

type UnknownProps = {
  /** What the homeserver sent in its place, as JSON. */
  raw?: string | undefined;
};

/** A value that the homeserver did not send, or that cannot be read. */
export function Unknown({ raw }: UnknownProps) {
  const t = useTranslations("values");
  return (
    <span className="text-ink-3" title={raw && t("malformed", { raw })}>
      {t("unknown")}
    </span>
  );
}
