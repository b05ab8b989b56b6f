import { Suspense } from "react";

import {
  ConnectionsLoading,
  ConnectionsPanel,
} from "#components/connections/connections-panel.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserSessionsPage({ params }: PageProps<"/users/[userId]/sessions">) {
  const userId = await userIdOf(params);
  const answers = await prefetch(query(api.connections.list, { user_id: userId }));
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<ConnectionsLoading />}>
        <ConnectionsPanel userId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
