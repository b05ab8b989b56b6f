import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { UsersList, UsersListLoading } from "#components/users/list/users-list.tsx";
import {
  loadUsersSearch,
  searchInput,
  unseenInput,
  usersListInput,
} from "#lib/search-params/users.ts";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("users"))("title") });

export default async function UsersPage({ searchParams }: PageProps<"/users">) {
  const search = await loadUsersSearch(searchParams);
  const unseen = unseenInput(search);
  const found = searchInput(search);
  const asked = found
    ? query(api.users.search, found)
    : unseen
      ? query(api.users.listUnseen, unseen)
      : query(api.users.list, usersListInput(search));
  return (
    <PrefetchedProvider answers={await prefetch(asked)}>
      <Suspense fallback={<UsersListLoading />}>
        <UsersList />
      </Suspense>
    </PrefetchedProvider>
  );
}
