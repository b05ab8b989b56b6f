import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { JobsList, JobsListLoading } from "#components/jobs/jobs-list.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("jobs"))("title") });

export default async function JobsPage() {
  return (
    <PrefetchedProvider answers={await prefetch(query(api.jobs.list, {}))}>
      <Suspense fallback={<JobsListLoading />}>
        <JobsList />
      </Suspense>
    </PrefetchedProvider>
  );
}
