import { getTranslations } from "next-intl/server";
import { Suspense } from "react";

import { ImportPage, ImportPageLoading } from "#components/imports/import-page.tsx";
import { loadImportSearch, rowsInput } from "#lib/search-params/imports.ts";
import { PrefetchedProvider } from "#lib/client/prefetched.tsx";
import { api } from "#lib/contract/index.ts";
import { prefetch, query } from "#lib/server/api/prefetch.ts";

export const generateMetadata = async () => ({
  title: (await getTranslations("imports"))("title"),
});

export default async function ImportUsersPage({ searchParams }: PageProps<"/users/import">) {
  const search = await loadImportSearch(searchParams);
  const questions = search.file
    ? [
        query(api.imports.get, { import_id: search.file }),
        query(api.imports.rows, rowsInput(search.file, search)),
      ]
    : [];
  return (
    <PrefetchedProvider answers={await prefetch(...questions)}>
      <Suspense fallback={<ImportPageLoading />}>
        <ImportPage />
      </Suspense>
    </PrefetchedProvider>
  );
}
