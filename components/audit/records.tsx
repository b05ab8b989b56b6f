"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { ReactNode } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import { pageOf, recordsPlace, type AuditInput, type Side } from "#lib/search-params/audit.ts";
import { EndOfRecords } from "./end-of-records.tsx";
import { RecordDialog } from "./record/lazy.tsx";
import { RECORDS_TABLE, useRecordsColumns } from "./records-columns.tsx";

type RecordsProps = {
  label: string;
  filter: AuditInput;
  /** What all records share. */
  same?: Side;
  /** Replaces an empty table. */
  empty: ReactNode;
};

/** The records that match a filter, newest first, and the open one. */
export function Records({ label, filter, same, empty }: RecordsProps) {
  const [place, setPlace] = useQueryStates(recordsPlace);
  const query = useQuery(api.audit.list, pageOf(filter, place), { keepPreviousData: true });
  const { data, isPrevious, error, refresh } = query;
  const go = (cursors: { before?: string; after?: string }) =>
    void setPlace({ before: null, after: null, ...cursors }, { history: "push", scroll: true });
  const columns = useRecordsColumns({
    same,
    onOpen: (record) => void setPlace({ record }, { history: "push" }),
  });
  const open = data?.records.find(({ id }) => id === place.record);

  return (
    <>
      {/* Old rows stay, with any dialog on top. */}
      {error && <LoadError error={error} onRetry={refresh} />}
      {data && !(error && isPrevious) && (
        <Panel>
          {data.records.length > 0 ? (
            <PreferredTable
              name={RECORDS_TABLE}
              label={label}
              columns={columns}
              rows={data.records}
              idOf={({ id }) => id}
              isStale={isPrevious}
              isPressable
            />
          ) : place.before ? (
            <EndOfRecords onNewest={() => go({})} />
          ) : (
            empty
          )}
          <Paging next={data.next} previous={data.previous} onGo={go} />
        </Panel>
      )}
      {!data && !error && <RecordsLoading />}
      {place.record !== null && (
        <RecordDialog
          id={place.record}
          known={open}
          onClose={() => void setPlace({ record: null })}
        />
      )}
    </>
  );
}

type PagingProps = {
  next: string | null;
  previous: string | null;
  onGo: (cursors: { before?: string; after?: string }) => void;
};

function Paging({ next, previous, onGo }: PagingProps) {
  if (next === null && previous === null) return null;
  return (
    <CursorPager
      onNewer={previous === null ? undefined : () => onGo({ after: previous })}
      onOlder={next === null ? undefined : () => onGo({ before: next })}
    />
  );
}

/** Placeholder rows. */
export function RecordsLoading() {
  const t = useTranslations("audit");
  return (
    <Panel>
      <SkeletonRows rows={12} label={t("loading")} />
    </Panel>
  );
}
