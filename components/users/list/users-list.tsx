"use client";

import { Plus, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useQueryStates } from "nuqs";

import { LoadError } from "#components/errors/load-error.tsx";
import { TableSettings } from "#components/tables/preferred-table.tsx";
import { buttonLook } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { MOST_COMPARED } from "#lib/contract/user-lookups.ts";
import { routes } from "#lib/routes.ts";

import { useSelection } from "#components/users/bulk/use-selection.ts";
import { ExportMenu } from "./export-menu.tsx";
import { USERS_TABLE, useUsersColumns } from "./users-columns.tsx";
import { UsersFilters } from "./users-filters.tsx";
import {
  searchInput,
  unseenInput,
  usersListInput,
  usersSearch,
  type UsersSearch,
} from "#lib/search-params/users.ts";
import { UsersTable } from "./users-table.tsx";

/** Loaded under MAS. */
const MasNotice = dynamic(() =>
  import("#components/matrix/mas-notice.tsx").then((module) => module.MasNotice),
);

/** Loaded when a download fails. */
const ExportFailed = dynamic(() =>
  import("#components/errors/export-failed.tsx").then((module) => module.ExportFailed),
);

/** Loaded when a user is selected. */
const BulkDock = dynamic(
  () => import("#components/users/bulk/bulk-dock.tsx").then((module) => module.BulkDock),
  {
    ssr: false,
  },
);

/** The list of users for the URL. */
export function UsersList() {
  const t = useTranslations("users");
  const [search, setSearch] = useQueryStates(usersSearch);
  const { data, isPartial, isPrevious, error, isRefreshing, refresh } = useListed(search);
  const selected = useSelection(search, data, isPartial);
  const isManagedByMas = useIsManagedByMas();

  // A new filter starts at its first page; the back button goes by pages, not letters.
  const change = (changed: Partial<UsersSearch>) =>
    void setSearch(
      { page: null, error: null, ...changed },
      { history: "q" in changed ? "replace" : "push" },
    );

  return (
    <>
      <PageHeader
        title={t("title")}
        count={isPartial ? undefined : data?.total}
        actions={
          <>
            {!isManagedByMas(api.imports.start) && (
              <Link href={routes.importUsers()} className={buttonLook("quiet")}>
                <Upload />
                <span className="max-md:sr-only">{t("import")}</span>
              </Link>
            )}
            <ExportMenu search={search} />
            {!isManagedByMas(api.users.create) && (
              <Link href={routes.newUser()} className={buttonLook("primary")}>
                <Plus />
                {t("new")}
              </Link>
            )}
            <TableSettings name={USERS_TABLE} columns={useUsersColumns()} />
          </>
        }
      />
      <MasNotice />
      <UsersFilters
        search={search}
        onChange={change}
        isRefreshing={isRefreshing && data !== undefined}
      />
      {isPartial && data && (
        <div className="mb-3">
          <Notice kind="warn">
            {t("partial", { total: data.total, compared: MOST_COMPARED })}
          </Notice>
        </div>
      )}
      {search.error && <ExportFailed code={search.error} onClose={() => change({})} />}
      {/* Old rows stay, with any dialog on top. */}
      {error && <LoadError error={error} onRetry={refresh} />}
      {data && !(error && isPrevious) && (
        <Panel>
          <UsersTable
            answer={data}
            search={search}
            isStale={isPrevious}
            selected={selected}
            onChange={change}
            onClear={() => void setSearch(null, { history: "push" })}
          />
        </Panel>
      )}
      {selected.count > 0 && <BulkDock selected={selected} />}
      {!data && !error && (
        <Panel>
          <SkeletonRows rows={12} label={t("loading")} />
        </Panel>
      )}
    </>
  );
}

/** One page of the users: one request, to the right list. */
function useListed(search: UsersSearch) {
  const sought = searchInput(search);
  const unseen = unseenInput(search);
  const options = { keepPreviousData: true };
  const isPlain = sought === null && unseen === null;
  const listed = useQuery(api.users.list, isPlain ? usersListInput(search) : null, options);
  const found = useQuery(api.users.search, sought, options);
  const notSeen = useQuery(api.users.listUnseen, unseen, options);
  const isPartial = sought !== null && found.data?.is_complete === false;
  return { ...(sought ? found : unseen ? notSeen : listed), isPartial };
}

/** The list before its first answer. */
export function UsersListLoading() {
  const t = useTranslations("users");
  return (
    <>
      <PageHeader title={t("title")} />
      <div className="mb-3 h-8" />
      <Panel>
        <SkeletonRows rows={12} label={t("loading")} />
      </Panel>
    </>
  );
}
