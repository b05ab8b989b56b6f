import { useState } from "react";

import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import type { User } from "#lib/contract/users.ts";

import { usersFilter, type UsersSearch } from "#lib/search-params/users.ts";

/** The selected users, in a job's format. */
export type JobSelection = InputOf<typeof api.jobs.start>["selection"];

type Chosen = {
  /** The filter that they were selected under. */
  under: string;
  ids: ReadonlySet<string>;
  /** All matches of the filter, not only the pages seen. */
  isAll: boolean;
};
const nobody = (under: string): Chosen => ({ under, ids: new Set(), isAll: false });

/** The selected users, on all pages of the list: another filter starts empty. */
export function useSelection(
  search: UsersSearch,
  { users, total }: { users: readonly User[]; total: number } = { users: [], total: 0 },
  /** There may be more than the total: then all matches are no number to confirm. */
  isPartial = false,
) {
  const filter = usersFilter(search);
  const under = JSON.stringify(filter);
  const [known, setChosen] = useState(() => nobody(under));
  if (known.under !== under) setChosen(nobody(under));
  const chosen = known.under === under ? known : nobody(under);

  const here = users.map(({ name }) => name);
  const ids = chosen.isAll ? new Set([...chosen.ids, ...here]) : chosen.ids;
  const isPageFull = here.length > 0 && here.every((name) => ids.has(name));
  const selection: JobSelection = chosen.isAll ? { filter } : { user_ids: [...ids] };
  return {
    ids,
    count: chosen.isAll ? total : ids.size,
    selection,
    /** The total, if selecting all matches is possible. */
    offered: isPageFull && !isPartial && !chosen.isAll && total > ids.size ? total : undefined,
    select: (next: ReadonlySet<string>) => setChosen({ under, ids: next, isAll: false }),
    selectAll: () => setChosen({ under, ids, isAll: true }),
    clear: () => setChosen(nobody(under)),
  };
}

export type UsersSelection = ReturnType<typeof useSelection>;
