"use client";

import { FileX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";

import { ExportFailed } from "#components/errors/export-failed.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { MasNotice } from "#components/matrix/mas-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { api } from "#lib/contract/index.ts";

import { Checking } from "./checking.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { ImportReport } from "./import-report.tsx";
import { importSearch } from "#lib/search-params/imports.ts";
import { ImportStarted } from "./import-started.tsx";
import { useImport } from "./use-import.ts";

/** Importing users: choosing a file, its report, and its result. */
export function ImportPage() {
  const t = useTranslations("imports");
  const [search, setSearch] = useQueryStates(importSearch);
  const isManagedByMas = useIsManagedByMas();
  const canImport = !isManagedByMas(api.imports.start);
  const open = (file: string | null) => void setSearch(file ? { file } : null, { history: "push" });
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          search.file && canImport && <Button onClick={() => open(null)}>{t("another")}</Button>
        }
      />
      {search.error && (
        <ExportFailed code={search.error} onClose={() => void setSearch({ error: null })} />
      )}
      <MasNotice />
      {search.file ? (
        <OneFile importId={search.file} onLeave={() => open(null)} />
      ) : (
        canImport && <ChooseFile onDone={open} />
      )}
    </>
  );
}

function OneFile({ importId, onLeave }: { importId: string; onLeave: () => void }) {
  const t = useTranslations("imports");
  const { data, error, refresh } = useImport(importId);

  if (error && (!data || error.code === "not_found")) {
    const isUnknown = error.code === "not_found" || error.code === "invalid_input";
    if (!isUnknown) return <LoadError error={error} onRetry={refresh} />;
    return (
      <EmptyState
        icon={FileX}
        title={t("gone.title")}
        actions={<Button onClick={onLeave}>{t("another")}</Button>}
      >
        {t("gone.body")}
      </EmptyState>
    );
  }
  if (!data) return <ImportPageLoading />;
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      {data.state === "started" && <ImportStarted file={data} />}
      {data.state === "checked" && data.counts && (
        <ImportReport file={data} counts={data.counts} onLeave={onLeave} />
      )}
      {(data.state === "checking" || data.state === "failed") && <Checking file={data} />}
    </>
  );
}

/** Placeholder of an import. */
export function ImportPageLoading() {
  const t = useTranslations("imports");
  return (
    <Panel>
      <SkeletonRows rows={4} label={t("loading")} />
    </Panel>
  );
}
