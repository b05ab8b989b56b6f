import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { MySessions, MySessionsLoading } from "#components/my-sessions/my-sessions.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({
  title: (await getTranslations("mySessions"))("title"),
});

export default async function MySessionsPage() {
  return (
    <PrefetchedProvider answers={await prefetch(query(api.session.list, {}))}>
      <Suspense fallback={<MySessionsLoading />}>
        <MySessions />
      </Suspense>
    </PrefetchedProvider>
  );
}
