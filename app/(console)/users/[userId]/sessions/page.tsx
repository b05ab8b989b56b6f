import { userPage } from "#app/user-page.tsx";
import {
  ConnectionsLoading,
  ConnectionsPanel,
} from "#components/connections/connections-panel.tsx";
import { api } from "#lib/contract/index.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <ConnectionsPanel userId={userId} />, {
  queries: ({ userId }) => [query(api.connections.list, { user_id: userId })],
  loading: <ConnectionsLoading />,
});
