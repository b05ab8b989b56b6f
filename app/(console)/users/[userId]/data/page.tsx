import { Suspense } from "react";

import { DataPanel, DataPanelLoading } from "#components/account-data/data-panel.tsx";
import { FirstAnswersProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserDataPage({ params }: PageProps<"/users/[userId]/data">) {
  const userId = await userIdOf(params);
  // What clients keep for the user is not asked for before somebody wants to see it.
  const answers = await firstAnswers(question(api.pushers.list, { user_id: userId }));
  return (
    <FirstAnswersProvider answers={answers}>
      <Suspense fallback={<DataPanelLoading />}>
        <DataPanel userId={userId} />
      </Suspense>
    </FirstAnswersProvider>
  );
}
