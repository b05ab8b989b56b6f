"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";

import { PagedTable } from "#components/tables/paged-table.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import type { User } from "#lib/contract/users.ts";

import { OnPage } from "./managed-by.tsx";
import type { UsersSelection } from "#components/users/bulk/use-selection.ts";
import { USERS_TABLE, useUsersColumns } from "./users-columns.tsx";
import { isFiltered, PAGE_SIZE, SORTS, type UsersSearch } from "#lib/search-params/users.ts";

type UsersTableProps = {
  answer: OutputOf<typeof api.users.list>;
  search: UsersSearch;
  /** The previous query's answer; the new one is loading. */
  isStale: boolean;
  selected: UsersSelection;
  onChange: (changed: Partial<UsersSearch>) => void;
  onClear: () => void;
};

export function UsersTable(props: UsersTableProps) {
  const { answer, search, isStale, selected, onChange, onClear } = props;
  const t = useTranslations("users");
  const columns = useUsersColumns();
  const { users, total } = answer;
  const isUnseen = search.unseen !== null;
  if (users.length === 0) {
    return total > 0 ? (
      <EmptyState
        icon={SearchX}
        title={t("beyond.title")}
        actions={<Button onClick={() => onChange({ page: 1 })}>{t("beyond.first")}</Button>}
      >
        {t("beyond.body", { total })}
      </EmptyState>
    ) : (
      <EmptyState
        icon={SearchX}
        title={t("empty.title")}
        actions={isFiltered(search) && <Button onClick={onClear}>{t("empty.clear")}</Button>}
      >
        {t(isUnseen ? "empty.unseen" : "empty.body")}
      </EmptyState>
    );
  }
  return (
    <OnPage value={users}>
      <PagedTable
        name={USERS_TABLE}
        label={t("title")}
        // Inactive users are found in that one order.
        columns={isUnseen ? columns.map(sortedByVisitAlone) : columns}
        rows={search.sort === "last_seen_ts" ? unknownLast(users) : users}
        idOf={({ name }) => name}
        sort={{ by: isUnseen ? "last_seen_ts" : search.sort, dir: search.dir }}
        onSort={({ by, dir }) => {
          const sort = SORTS.find((known) => known === by);
          if (sort) onChange({ sort, dir });
        }}
        isStale={isStale}
        selection={{
          ids: selected.ids,
          onChange: selected.select,
          nameOf: (id) => users.find(({ name }) => name === id)?.displayname || id,
        }}
        page={search.page}
        pageSize={PAGE_SIZE}
        total={total}
        onPage={(page) => onChange({ page })}
      />
    </OnPage>
  );
}

const sortedByVisitAlone = (column: Column<User>): Column<User> => {
  const { sort, ...rest } = column;
  return sort?.by === "last_seen_ts" ? column : rest;
};

/** Databases disagree on where "unknown" belongs: here it is last within a page. */
const unknownLast = (users: readonly User[]) => [
  ...users.filter(({ last_seen_ts }) => last_seen_ts),
  ...users.filter(({ last_seen_ts }) => !last_seen_ts),
];
