"use client";

import { useTranslations } from "next-intl";

import type { Column } from "#components/ui/data-table.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { JobItem } from "#lib/contract/jobs.ts";
import { routes } from "#lib/routes.ts";

import { ItemState } from "./job-state.tsx";
import { useOutcome } from "./use-outcome.ts";

export const ITEMS_TABLE = "job-items";

/** The columns of a job's accounts. */
export function useItemsColumns(): Column<JobItem>[] {
  const t = useTranslations("jobs");
  const outcome = useOutcome();
  return [
    {
      id: "target",
      header: t("account"),
      grows: true,
      cell: (item) => (
        <div className="min-w-0">
          <Link
            data-row-focus
            href={routes.user(item.target)}
            title={item.target}
            className="block truncate font-mono text-small hover:underline"
          >
            <InlineIdentifier>{item.target}</InlineIdentifier>
          </Link>
          {/* A phone has no column for these. */}
          <div className="flex flex-wrap items-center gap-x-2 text-small text-ink-2 md:hidden">
            <ItemState state={item.state} />
            <span>{outcome(item)}</span>
          </div>
        </div>
      ),
    },
    {
      id: "state",
      header: t("state"),
      wideOnly: true,
      cell: ({ state }) => <ItemState state={state} />,
    },
    {
      id: "outcome",
      header: t("cameOf"),
      wideOnly: true,
      cell: (item) => (
        <span className="line-clamp-2 w-[32ch] text-ink-2 lg:w-[52ch]" title={outcome(item)}>
          {outcome(item)}
        </span>
      ),
    },
    {
      id: "ended_ts",
      header: t("ended"),
      wideOnly: true,
      canHide: true,
      cell: ({ ended_ts }) => ended_ts !== null && <TimeAgo ms={ended_ts} />,
    },
  ];
}
