import { userPage } from "#app/user-page.tsx";
import { UserLimits } from "#components/limits/user-limits.tsx";
import { api } from "#lib/contract/index.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId }) => <UserLimits userId={userId} />, {
  queries: ({ userId }) => [
    query(api.limits.rateLimit, { user_id: userId }),
    query(api.limits.features, { user_id: userId }),
  ],
});
