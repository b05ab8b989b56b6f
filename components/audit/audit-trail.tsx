"use client";

import { SearchX, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";

import { AuditFilters } from "./audit-filters.tsx";
import { auditFilter, auditSearch, type AuditSearch } from "#lib/search-params/audit.ts";
import { ExportMenu } from "./export-menu.tsx";
import { Records, RecordsLoading } from "./records.tsx";

/** The changes made through the dashboard, filtered by the URL. */
export function AuditTrail() {
  const t = useTranslations("audit");
  const [search, setSearch] = useQueryStates(auditSearch);
  const filter = auditFilter(search);

  // A new filter starts at its newest record; the back button goes by pages, not letters.
  const change = (changed: Partial<AuditSearch>) =>
    void setSearch(
      { before: null, after: null, error: null, ...changed },
      { history: "q" in changed ? "replace" : "push" },
    );

  return (
    <>
      <PageHeader title={t("title")} actions={<ExportMenu search={search} />} />
      <AuditFilters search={search} onChange={change} />
      {search.error && (
        <div className="mb-3">
          <ErrorNotice body={{ code: search.error, details: {} }}>
            <Button onClick={() => change({})}>{t("exportClose")}</Button>
          </ErrorNotice>
        </div>
      )}
      <Records
        label={t("title")}
        filter={filter}
        empty={
          Object.keys(filter).length === 0 ? (
            <EmptyState icon={ShieldCheck} title={t("none.title")}>
              {t("none.body")}
            </EmptyState>
          ) : (
            <EmptyState
              icon={SearchX}
              title={t("empty.title")}
              actions={
                <Button onClick={() => void setSearch(null, { history: "push" })}>
                  {t("empty.clear")}
                </Button>
              }
            >
              {t("empty.body")}
            </EmptyState>
          )
        }
      />
    </>
  );
}

/** The page before its first answer. */
export function AuditTrailLoading() {
  const t = useTranslations("audit");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="mb-3 h-8" />
      <RecordsLoading />
    </>
  );
}
