import { Suspense } from "react";

import { loadMediaSearch, mediaInput } from "#lib/search-params/media.ts";
import { MediaLoading, UserMedia } from "#components/media/user-media.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";
import { userIdOf } from "#lib/server/http/user-page.ts";

export default async function UserMediaPage({
  params,
  searchParams,
}: PageProps<"/users/[userId]/media">) {
  const session = await requirePageSession();
  const userId = await userIdOf(params);
  const input = mediaInput(userId, await loadMediaSearch(searchParams));
  return (
    <PrefetchedProvider answers={await prefetch(query(api.media.ofUser, input))}>
      <Suspense fallback={<MediaLoading />}>
        <UserMedia userId={userId} isOwn={userId === session.userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
