"use client";

import { SearchX, WifiOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable, TableSettings } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import { connectionsWith, GROUPINGS, groupsOf, type ConnectionGroup } from "./connection-groups.ts";
import { CONNECTIONS_TABLE, useConnectionsColumns } from "./connections-columns.tsx";
import { connectionsSearch } from "./connections-search.ts";

const ConnectionDialog = lazyDialog(() => import("./connection-dialog.tsx"), "ConnectionDialog");

/** The addresses and clients an account was used from. */
export function ConnectionsPanel({ userId }: { userId: string }) {
  const t = useTranslations("connections");
  const [{ q, by }, setSearch] = useQueryStates(connectionsSearch);
  const [opened, setOpened] = useState<ConnectionGroup>();
  const { data, error, refresh } = useQuery(api.connections.list, { user_id: userId });
  const columns = useConnectionsColumns(by, setOpened);

  if (!data) {
    return error ? <LoadError error={error} onRetry={refresh} /> : <ConnectionsLoading />;
  }
  const groups = groupsOf(by, connectionsWith(q, data.connections));
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      <p className="mb-3 max-w-[80ch] text-ink-2">{t("explain")}</p>
      {data.connections.length > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SegmentedControl
            legend={t("grouping")}
            value={by}
            choices={GROUPINGS.map((value) => ({ value, label: t(`groupings.${value}`) }))}
            onChange={(chosen) => void setSearch({ by: chosen }, { history: "push" })}
          />
          <SearchField
            label={t("search")}
            value={q}
            onSearch={(text) => void setSearch({ q: text })}
          />
          <span role="status" className="text-small text-ink-3">
            {t(`counts.${by}`, { count: groups.length })}
          </span>
          <span className="ms-auto max-md:hidden">
            <TableSettings name={CONNECTIONS_TABLE} columns={columns} />
          </span>
        </div>
      )}
      <Panel>
        {groups.length > 0 ? (
          <PreferredTable
            name={CONNECTIONS_TABLE}
            label={t("title")}
            columns={columns}
            rows={groups}
            idOf={({ name }) => name}
            isPressable
          />
        ) : data.connections.length > 0 ? (
          <EmptyState
            icon={SearchX}
            title={t("notFound")}
            actions={
              <Button onClick={() => void setSearch({ q: null })}>{t("clearSearch")}</Button>
            }
          />
        ) : (
          <EmptyState icon={WifiOff} title={t("empty.title")}>
            {t("empty.body")}
          </EmptyState>
        )}
      </Panel>
      {opened && <ConnectionDialog by={by} group={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
}

/** The page before its first answer. */
export function ConnectionsLoading() {
  const t = useTranslations("connections");
  return (
    <Panel>
      <SkeletonRows rows={4} label={t("loading")} />
    </Panel>
  );
}
