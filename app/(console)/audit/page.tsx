import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { auditFilter, loadAuditSearch, pageOf } from "#lib/search-params/audit.ts";
import { AuditTrail, AuditTrailLoading } from "#components/audit/audit-trail.tsx";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({ title: (await getTranslations("audit"))("title") });

export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const search = await loadAuditSearch(searchParams);
  const input = pageOf(auditFilter(search), search);
  return (
    <PrefetchedProvider answers={await prefetch(query(api.audit.list, input))}>
      <Suspense fallback={<AuditTrailLoading />}>
        <AuditTrail />
      </Suspense>
    </PrefetchedProvider>
  );
}
