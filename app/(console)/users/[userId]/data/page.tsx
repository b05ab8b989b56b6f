import { Suspense } from "react";

import { DataPanel, DataPanelLoading } from "#components/account-data/data-panel.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserDataPage({ params }: PageProps<"/users/[userId]/data">) {
  const userId = await userIdOf(params);
  // Account data is loaded only on demand.
  const answers = await prefetch(query(api.pushers.list, { user_id: userId }));
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<DataPanelLoading />}>
        <DataPanel userId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
