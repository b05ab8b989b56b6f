import { userPage } from "#app/user-page.tsx";
import { MediaLoading, UserMedia } from "#components/media/user-media.tsx";
import { api } from "#lib/contract/index.ts";
import { loadMediaSearch, mediaInput } from "#lib/search-params/media.ts";
import { query } from "#lib/server/api/prefetch.ts";

export default userPage(({ userId, isOwn }) => <UserMedia userId={userId} isOwn={isOwn} />, {
  queries: async ({ userId }, searchParams) => [
    query(api.media.ofUser, mediaInput(userId, await loadMediaSearch(searchParams))),
  ],
  loading: <MediaLoading />,
});
