import { Suspense } from "react";

import { loadMediaSearch, mediaInput } from "#components/media/media-search.ts";
import { MediaLoading, UserMedia } from "#components/media/user-media.tsx";
import { FirstAnswersProvider } from "#lib/client/first-answers.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/first-answers.ts";
import { requirePageSession } from "#lib/server/session.ts";
import { userIdOf } from "#lib/server/user-page.ts";

export default async function UserMediaPage({
  params,
  searchParams,
}: PageProps<"/users/[userId]/media">) {
  const session = await requirePageSession();
  const userId = await userIdOf(params);
  const input = mediaInput(userId, await loadMediaSearch(searchParams));
  return (
    <FirstAnswersProvider answers={await firstAnswers(question(api.media.ofUser, input))}>
      <Suspense fallback={<MediaLoading />}>
        <UserMedia userId={userId} isOwn={userId === session.userId} />
      </Suspense>
    </FirstAnswersProvider>
  );
}
