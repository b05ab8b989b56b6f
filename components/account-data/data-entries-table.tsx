"use client";

import { FileX, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";

import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Identifier, InlineIdentifier } from "#components/ui/identifier.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { SearchField } from "#components/ui/search-field.tsx";

import { entriesWith, type DataEntry } from "./data-entries.ts";

const EntryDialog = lazyDialog(() => import("./entry-dialog.tsx"), "EntryDialog");

/** All account data, to search and open. The search text stays out of the URL. */
export function DataEntries({ entries }: { entries: readonly DataEntry[] }) {
  const t = useTranslations("accountData");
  const [q, setQ] = useState("");
  const [opened, setOpened] = useState<DataEntry>();
  const found = useMemo(() => entriesWith(q, entries), [q, entries]);
  const columns = useEntriesColumns(setOpened);
  if (entries.length === 0) {
    return (
      <Panel>
        <EmptyState icon={FileX} title={t("empty")} />
      </Panel>
    );
  }
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <SearchField label={t("search")} value={q} onSearch={setQ} />
        <span role="status" className="text-small text-ink-3">
          {t("count", { count: found.length })}
        </span>
      </div>
      <Panel>
        {found.length > 0 ? (
          <PreferredTable
            name="account-data"
            label={t("title")}
            columns={columns}
            rows={found}
            idOf={({ id }) => id}
            isPressable
          />
        ) : (
          <EmptyState
            icon={SearchX}
            title={t("notFound")}
            actions={<Button onClick={() => setQ("")}>{t("showAll")}</Button>}
          />
        )}
      </Panel>
      {opened && <EntryDialog entry={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

function useEntriesColumns(onOpen: (entry: DataEntry) => void): Column<DataEntry>[] {
  const t = useTranslations("accountData");
  return [
    {
      id: "type",
      header: t("type"),
      grows: true,
      cell: (entry) => (
        <div className="min-w-0">
          <button
            type="button"
            data-row-focus
            title={entry.type}
            onClick={() => onOpen(entry)}
            className="block max-w-full truncate text-start font-mono text-small leading-[18px] hover:underline"
          >
            <InlineIdentifier>{entry.type}</InlineIdentifier>
          </button>
          {entry.roomId === null ? (
            <span className="block text-small leading-4 text-ink-3">{t("global")}</span>
          ) : (
            <Identifier>{entry.roomId}</Identifier>
          )}
        </div>
      ),
    },
    {
      id: "content",
      header: t("content"),
      wideOnly: true,
      cell: ({ json }) => (
        <span className="block w-[40ch] truncate font-mono text-[12px] text-ink-3 lg:w-[64ch]">
          {json.slice(0, PREVIEW).replaceAll(/\s+/g, " ")}
        </span>
      ),
    },
    {
      id: "size",
      header: t("size"),
      align: "right",
      cell: ({ json }) => (
        <span className="tabular whitespace-nowrap text-ink-2">
          {t("characters", { count: json.length })}
        </span>
      ),
    },
  ];
}

/** How many characters fit in a row. */
const PREVIEW = 200;
