import { Suspense } from "react";

import { UserLimits } from "#components/limits/user-limits.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserLimitsPage({ params }: PageProps<"/users/[userId]/limits">) {
  const userId = await userIdOf(params);
  const about = { user_id: userId };
  const answers = await prefetch(
    query(api.limits.rateLimit, about),
    query(api.limits.features, about),
  );
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense>
        <UserLimits userId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
