import { useTranslations } from "next-intl";

import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

import { Notice } from "./notice.tsx";

/** Fields from the homeserver that cannot be read, each with its raw value. */
export function MalformedNotice({ malformed }: { malformed: Record<string, string> | undefined }) {
  const t = useTranslations("values");
  if (!malformed) return null;
  return (
    <Notice kind="info">
      <p>{t("malformedFields")}</p>
      <ul className="font-mono text-small break-all">
        {Object.entries(malformed).map(([name, raw]) => (
          <li key={name}>
            {name}: {visibleIdentifier(raw)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
