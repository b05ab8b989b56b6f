import { useTranslations } from "next-intl";

import type { AuditRecord } from "#lib/contract/audit.ts";
import { SECRET } from "#lib/contract/kit/endpoint.ts";
import { actionById } from "#lib/contract/index.ts";

import { KeyValues } from "./key-values.tsx";

/** An action's input except its target, by field, in words if there are any. */
export function SentInput({ record: { action, input } }: { record: AuditRecord }) {
  const t = useTranslations("audit.record");
  const fields = useTranslations("fields");
  const target = actionById.get(action)?.target;
  const entries = Object.entries(input).filter(([name]) => name !== target);
  if (entries.length === 0) return null;
  return (
    <section className="border-t border-line pt-3.5">
      <h3 className="mb-2 font-strong">{t("sent")}</h3>
      <KeyValues
        items={entries.map(([name, value]) => ({
          title: fields.has(name as "user_id") ? (
            fields(name as "user_id")
          ) : (
            <span className="font-mono text-small">{name}</span>
          ),
          value: <Value value={value} label={name} />,
        }))}
      />
    </section>
  );
}

function Value({ value, label }: { value: unknown; label: string }) {
  const t = useTranslations("audit.record");
  const values = useTranslations("values");
  if (value === SECRET) return <span className="text-ink-3 italic">{t("notKept")}</span>;
  if (typeof value === "boolean") return value ? values("yes") : values("no");
  if (value === null || value === "") return <span className="text-ink-3">{values("none")}</span>;
  if (typeof value === "string" || typeof value === "number") {
    return <span className="font-mono text-small break-words">{value}</span>;
  }
  const lines = Array.isArray(value) ? value.map(asText) : [asText(value)];
  return (
    <ul
      aria-label={label}
      // Focusable if it scrolls.
      {...(lines.length > MOST_LINES && { tabIndex: 0 })}
      className="max-h-36 overflow-y-auto font-mono text-small break-words"
    >
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** How many fit without scrolling. */
const MOST_LINES = 8;

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
