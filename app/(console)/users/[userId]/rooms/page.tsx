import { Suspense } from "react";

import {
  MembershipsLoading,
  MembershipsPanel,
} from "#components/memberships/memberships-panel.tsx";
import { FirstAnswersProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/api/prefetch.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserRoomsPage({ params }: PageProps<"/users/[userId]/rooms">) {
  const userId = await userIdOf(params);
  const answers = await firstAnswers(question(api.memberships.list, { user_id: userId }));
  return (
    <FirstAnswersProvider answers={answers}>
      <Suspense fallback={<MembershipsLoading />}>
        <MembershipsPanel userId={userId} />
      </Suspense>
    </FirstAnswersProvider>
  );
}
