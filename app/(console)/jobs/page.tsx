import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { JobsList, JobsListLoading } from "#components/jobs/jobs-list.tsx";
import { FirstAnswersProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { firstAnswers, question } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("jobs"))("title") });

export default async function JobsPage() {
  return (
    <FirstAnswersProvider answers={await firstAnswers(question(api.jobs.list, {}))}>
      <Suspense fallback={<JobsListLoading />}>
        <JobsList />
      </Suspense>
    </FirstAnswersProvider>
  );
}
