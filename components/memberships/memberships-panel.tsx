"use client";

import { DoorClosed, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable, TableSettings } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { RoomPurpose } from "#components/matrix/use-room-action.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { MEMBERSHIPS, type Membership } from "#lib/contract/memberships.ts";
import { SINCE } from "#lib/contract/kit/synapse-versions.ts";

import {
  MEMBERSHIPS_TABLE,
  useMembershipsColumns,
  type MembershipRow,
} from "./memberships-columns.tsx";
import { membershipsSearch } from "./memberships-search.ts";
import { nameOf } from "./room-name.tsx";
import { RoomSummaries, useVersion } from "./room-summaries.ts";

const InRoomDialog = lazyDialog(() => import("./in-room-dialog.tsx"), "InRoomDialog");

/** A user's current, former and possible rooms. */
export function MembershipsPanel({ userId }: { userId: string }) {
  const t = useTranslations("memberships");
  const names = useTranslations("memberships.names");
  const [search, setSearch] = useQueryStates(membershipsSearch);
  const { data, error, refresh } = useQuery(api.memberships.list, { user_id: userId });
  const [summaries] = useState(() => new RoomSummaries());
  const version = useVersion(summaries, search.q !== "");
  const [acting, setActing] = useState<{ purpose: RoomPurpose; roomId: string }>();
  const columns = useMembershipsColumns(summaries, (purpose, roomId) =>
    setActing({ purpose, roomId }),
  );
  const rows = useMemo(
    () => (data ? rowsOf(data.rooms, search, summaries) : []),
    // A search finds the names that are known by now.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, search.q, search.membership, version],
  );

  if (!data) {
    return error ? <LoadError error={error} onRetry={refresh} /> : <MembershipsLoading />;
  }
  const total = MEMBERSHIPS.reduce((sum, one) => sum + data.rooms[one].length, 0);
  return (
    <>
      {error && <LoadError error={error} onRetry={refresh} />}
      <p className="mb-3 max-w-[80ch] text-ink-2">{t("explain")}</p>
      {!data.is_complete && (
        <div className="mb-3">
          <Notice kind="info">{t("joinedOnly", { version: SINCE.memberships })}</Notice>
        </div>
      )}
      {total > 0 && (
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SearchField
            label={t("search")}
            value={search.q}
            onSearch={(q) => void setSearch({ q })}
          />
          {data.is_complete && (
            <FilterChip
              title={t("membership")}
              value={search.membership}
              none="any"
              choices={MEMBERSHIPS.map((value) => ({
                value,
                label: t("choice", { name: names(value), count: data.rooms[value].length }),
              }))}
              onChange={(membership) => void setSearch({ membership }, { history: "push" })}
            />
          )}
          <span role="status" className="text-small text-ink-3">
            {t("count", { count: rows.length })}
            {search.q !== "" && ` ${t("searchHint")}`}
          </span>
          <span className="ms-auto max-md:hidden">
            <TableSettings name={MEMBERSHIPS_TABLE} columns={columns} />
          </span>
        </div>
      )}
      <Panel>
        {rows.length > 0 ? (
          <PreferredTable
            name={MEMBERSHIPS_TABLE}
            label={t("title")}
            columns={columns}
            rows={rows}
            idOf={({ room_id }) => room_id}
          />
        ) : total > 0 ? (
          <EmptyState
            icon={SearchX}
            title={t("notFound")}
            actions={<Button onClick={() => void setSearch(null)}>{t("showAll")}</Button>}
          />
        ) : (
          <EmptyState icon={DoorClosed} title={t("empty.title")}>
            {t("empty.body")}
          </EmptyState>
        )}
      </Panel>
      {/* Not in its row, which moves when the user has left the room. */}
      {acting && (
        <InRoomDialog
          userId={userId}
          {...acting}
          roomName={nameOf(summaries.get(acting.roomId))}
          onClose={() => setActing(undefined)}
        />
      )}
    </>
  );
}

type Search = { q: string; membership: Membership | "any" };

/** The rooms that match a search, in the order of memberships. */
function rowsOf(
  rooms: Record<Membership, readonly string[]>,
  { q, membership }: Search,
  summaries: RoomSummaries,
): MembershipRow[] {
  const text = q.toLowerCase();
  const isFound = (roomId: string) =>
    text === "" ||
    roomId.toLowerCase().includes(text) ||
    nameOf(summaries.get(roomId))?.toLowerCase().includes(text);
  return MEMBERSHIPS.filter((one) => membership === "any" || one === membership).flatMap((one) =>
    rooms[one].filter(isFound).map((room_id) => ({ room_id, membership: one })),
  );
}

/** The page before its first answer. */
export function MembershipsLoading() {
  const t = useTranslations("memberships");
  return (
    <Panel>
      <SkeletonRows rows={4} label={t("loading")} />
    </Panel>
  );
}
