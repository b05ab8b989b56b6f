import { Suspense } from "react";

import {
  MembershipsLoading,
  MembershipsPanel,
} from "#components/memberships/memberships-panel.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserRoomsPage({ params }: PageProps<"/users/[userId]/rooms">) {
  const userId = await userIdOf(params);
  const answers = await prefetch(query(api.memberships.list, { user_id: userId }));
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<MembershipsLoading />}>
        <MembershipsPanel userId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
