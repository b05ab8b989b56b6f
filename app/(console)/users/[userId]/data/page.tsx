import { userPage } from "#app/user-page.tsx";
import { DataPanel, DataPanelLoading } from "#components/account-data/data-panel.tsx";
import { api } from "#lib/contract/index.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <DataPanel userId={userId} />, {
  // Account data is loaded only on demand.
  queries: ({ userId }) => [query(api.pushers.list, { user_id: userId })],
  loading: <DataPanelLoading />,
});
