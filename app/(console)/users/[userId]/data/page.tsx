import { userPage } from "#app/user-page.tsx";
import { DataPanel, DataPanelLoading } from "#components/account-data/data-panel.tsx";
import { api } from "#lib/contract/index.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <DataPanel userId={userId} />, {
  // What clients keep for the user is not asked for before somebody wants to see it.
  queries: ({ userId }) => [query(api.pushers.list, { user_id: userId })],
  loading: <DataPanelLoading />,
});
