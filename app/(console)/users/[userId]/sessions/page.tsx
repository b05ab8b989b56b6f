import { Suspense } from "react";

import {
  ConnectionsLoading,
  ConnectionsPanel,
} from "#components/connections/connections-panel.tsx";
import { FirstAnswersProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserSessionsPage({ params }: PageProps<"/users/[userId]/sessions">) {
  const userId = await userIdOf(params);
  const answers = await firstAnswers(question(api.connections.list, { user_id: userId }));
  return (
    <FirstAnswersProvider answers={answers}>
      <Suspense fallback={<ConnectionsLoading />}>
        <ConnectionsPanel userId={userId} />
      </Suspense>
    </FirstAnswersProvider>
  );
}
