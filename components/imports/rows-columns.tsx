"use client";

import { useFormatter, useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import type { ImportRow } from "#lib/contract/imports.ts";

import { PLAN_TONES } from "./import-rules.ts";

export const ROWS_TABLE = "import-rows";

/** The columns of a file's rows. */
export function useRowsColumns(): Column<ImportRow>[] {
  const t = useTranslations("imports");
  const format = useFormatter();
  return [
    {
      id: "line",
      header: t("line"),
      align: "right",
      cell: ({ line }) => <span className="tabular text-ink-3">{format.number(line)}</span>,
    },
    {
      id: "account",
      header: t("account"),
      cell: (row) => (
        <div className="min-w-0 md:min-w-72">
          <InlineIdentifier>{row.user_id ?? "–"}</InlineIdentifier>
          {row.displayname && (
            <span className="block text-small break-words text-ink-2">{row.displayname}</span>
          )}
          {/* A phone has no column for these. */}
          <div className="mt-1 grid gap-1 md:hidden">
            <Plan row={row} />
            <Why row={row} />
          </div>
        </div>
      ),
    },
    { id: "plan", header: t("plan"), wideOnly: true, cell: (row) => <Plan row={row} /> },
    {
      id: "why",
      header: t("why"),
      wideOnly: true,
      grows: true,
      cell: (row) => <Why row={row} />,
    },
  ];
}

function Plan({ row: { plan } }: { row: ImportRow }) {
  const t = useTranslations("imports.plans");
  return (
    plan && (
      <span>
        <Badge tone={PLAN_TONES[plan]}>{t(plan)}</Badge>
      </span>
    )
  );
}

/** A row's problems, its changes, or why it is skipped. */
function Why({ row: { problems, warnings, changes, reason } }: { row: ImportRow }) {
  const t = useTranslations("imports");
  const problem = useTranslations("imports.problems");
  const warning = useTranslations("imports.warnings");
  const field = useTranslations("imports.fields");
  const format = useFormatter();
  if (problems.length > 0) {
    return (
      <ul className="grid gap-0.5 text-small">
        {problems.map(({ column, code, value }, at) => (
          <li key={at} className="break-words">
            {column && <span className="font-mono">{column}: </span>}
            {problem(code)}
            {value !== undefined && <span className="text-ink-2"> {t("given", { value })}</span>}
          </li>
        ))}
      </ul>
    );
  }
  if (reason) return <span className="text-small text-ink-2">{t(`reasons.${reason}`)}</span>;
  return (
    <div className="grid gap-0.5 text-small text-ink-2">
      <span>{format.list(changes.map((name) => field(name as "displayname")))}</span>
      {warnings.map(({ column, code }) => (
        <span key={code}>
          <span className="font-mono">{column}: </span>
          {warning(code)}
        </span>
      ))}
    </div>
  );
}
