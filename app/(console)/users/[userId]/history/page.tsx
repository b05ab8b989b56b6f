import { userPage } from "#app/user-page.tsx";
import { RecordsLoading } from "#components/audit/records.tsx";
import { UserHistory } from "#components/audit/user-history.tsx";
import { api } from "#lib/contract/index.ts";
import { historyFilter, loadHistorySearch, pageOf } from "#lib/search-params/audit.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <UserHistory userId={userId} />, {
  queries: async ({ userId }, searchParams) => {
    const search = await loadHistorySearch(searchParams);
    return [query(api.audit.list, pageOf(historyFilter(userId, search.side), search))];
  },
  loading: <RecordsLoading />,
});
