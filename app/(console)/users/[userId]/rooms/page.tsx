import { userPage } from "#app/user-page.tsx";
import {
  MembershipsLoading,
  MembershipsPanel,
} from "#components/memberships/memberships-panel.tsx";
import { api } from "#lib/contract/index.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <MembershipsPanel userId={userId} />, {
  queries: ({ userId }) => [query(api.memberships.list, { user_id: userId })],
  loading: <MembershipsLoading />,
});
