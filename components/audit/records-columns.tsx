"use client";

import { UserRound } from "lucide-react";
import { useTranslations } from "next-intl";

import type { Column } from "#components/ui/data-table.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { AuditRecord } from "#lib/contract/audit.ts";

import { useActionName } from "./action-name.ts";
import type { Side } from "#lib/search-params/audit.ts";
import { Outcome } from "./outcome.tsx";
import { Target, Actor } from "./actor-and-target.tsx";

export const RECORDS_TABLE = "records";

type About = {
  /** What all records share, and so hide. */
  same: Side | undefined;
  onOpen: (id: string) => void;
};

/** The columns of a list of records. */
export function useRecordsColumns({ same, onOpen }: About): Column<AuditRecord>[] {
  const t = useTranslations("audit");
  const actionName = useActionName();
  const columns: (Column<AuditRecord> | false)[] = [
    {
      id: "at_ts",
      header: t("when"),
      cell: ({ at_ts }) => (
        <span className="text-ink-2">
          <TimeAgo ms={at_ts} />
        </span>
      ),
    },
    same !== "who" && {
      id: "who",
      header: t("who"),
      wideOnly: true,
      cell: ({ who }) => (
        <div className="max-w-28 lg:max-w-72">
          <Actor who={who} />
        </div>
      ),
    },
    {
      id: "what",
      header: t("what"),
      grows: true,
      cell: (record) => (
        <div className="min-w-0 group-data-[density=compact]/table:md:flex group-data-[density=compact]/table:md:items-baseline group-data-[density=compact]/table:md:gap-2">
          <div className="flex min-w-0 items-center gap-2">
            <button
              type="button"
              data-row-focus
              onClick={() => onOpen(record.id)}
              className="min-w-0 truncate leading-[18px] font-strong hover:underline"
            >
              {actionName(record.action, record.input)}
            </button>
            {/* A phone has no columns for outcome and actor. */}
            {record.outcome !== "done" && (
              <span className="shrink-0 md:hidden">
                <Outcome outcome={record.outcome} />
              </span>
            )}
          </div>
          {same !== "target" && record.target && <Target target={record.target} />}
          {same !== "who" && (
            <div className="flex items-center gap-1 md:hidden">
              <UserRound className="size-3 shrink-0 text-ink-3" aria-label={t("who")} />
              <Actor who={record.who} />
            </div>
          )}
        </div>
      ),
    },
    {
      id: "outcome",
      header: t("outcome"),
      wideOnly: true,
      cell: ({ outcome }) => <Outcome outcome={outcome} />,
    },
  ];
  return columns.filter((column) => column !== false);
}
