import { useQuery } from "#lib/client/use-query.ts";
import type { Import } from "#lib/contract/imports.ts";
import { api } from "#lib/contract/index.ts";

const SOON_MS = 1000;
const LATER_MS = 3000;

/** One import, refreshed while it is active. */
export const useImport = (import_id: string) =>
  useQuery(
    api.imports.get,
    { import_id },
    // New each time: SWR asks the same function only once.
    { refreshInterval: (known) => everyMs(known) },
  );

function everyMs(known: Import | undefined): number {
  if (!known || known.state === "checking") return SOON_MS;
  const isGoingOn = known.state === "started" && (!known.has_ended || known.passwords > 0);
  return isGoingOn ? LATER_MS : 0;
}
