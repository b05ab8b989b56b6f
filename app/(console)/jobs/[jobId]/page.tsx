import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { JobPage, JobPageLoading } from "#components/jobs/job-page.tsx";
import { itemsInput, loadItemsSearch } from "#lib/search-params/jobs.ts";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";
import { requirePageSession } from "#lib/server/session/session.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("jobs"))("one") });

export default async function OneJobPage({ params, searchParams }: PageProps<"/jobs/[jobId]">) {
  const { userId } = await requirePageSession();
  const { jobId } = await params;
  const answers = await prefetch(
    query(api.jobs.get, { job_id: jobId }),
    query(api.jobs.items, itemsInput(jobId, await loadItemsSearch(searchParams))),
  );
  return (
    <PrefetchedProvider answers={answers}>
      <Suspense fallback={<JobPageLoading />}>
        <JobPage jobId={jobId} ownUserId={userId} />
      </Suspense>
    </PrefetchedProvider>
  );
}
