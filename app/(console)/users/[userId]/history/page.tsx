import { Suspense } from "react";

import { historyFilter, loadHistorySearch, pageOf } from "#lib/search-params/audit.ts";
import { RecordsLoading } from "#components/audit/records.tsx";
import { UserHistory } from "#components/audit/user-history.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserHistoryPage({
  params,
  searchParams,
}: PageProps<"/users/[userId]/history">) {
  const userId = await userIdOf(params);
  const search = await loadHistorySearch(searchParams);
  const input = pageOf(historyFilter(userId, search.side), search);
  return (
    <PrefetchedProvider answers={await prefetch(query(api.audit.list, input))}>
      <Suspense fallback={<RecordsLoading />}>
        <UserHistory userId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
