import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { UsersList, UsersListLoading } from "#components/users/users-list.tsx";
import {
  loadUsersSearch,
  searchInput,
  unseenInput,
  usersListInput,
} from "#components/users/users-search.ts";
import { FirstAnswersProvider } from "#lib/client/first-answers.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/first-answers.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("users"))("title") });

export default async function UsersPage({ searchParams }: PageProps<"/users">) {
  const search = await loadUsersSearch(searchParams);
  const unseen = unseenInput(search);
  const found = searchInput(search);
  const asked = found
    ? question(api.users.search, found)
    : unseen
      ? question(api.users.listUnseen, unseen)
      : question(api.users.list, usersListInput(search));
  return (
    <FirstAnswersProvider answers={await firstAnswers(asked)}>
      <Suspense fallback={<UsersListLoading />}>
        <UsersList />
      </Suspense>
    </FirstAnswersProvider>
  );
}
