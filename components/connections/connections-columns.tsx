"use client";

import { clsx } from "clsx";
import { useTranslations } from "next-intl";

import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";

import type { ConnectionGroup, Grouping } from "./connection-groups.ts";
import { useConnectionName } from "./use-connection-name.ts";

export const CONNECTIONS_TABLE = "connections";

/** The columns of addresses with their clients, or of clients with their addresses. */
export function useConnectionsColumns(
  by: Grouping,
  onOpen: (group: ConnectionGroup) => void,
): Column<ConnectionGroup>[] {
  const t = useTranslations("connections");
  const field = useTranslations("fields");
  const nameOf = useConnectionName();
  return [
    {
      id: by,
      header: t(`columns.${by}`),
      grows: true,
      cell: (group) => (
        <div className="min-w-0">
          <span className="flex min-w-0 items-center gap-1">
            <button
              type="button"
              data-row-focus
              title={group.name}
              onClick={() => onOpen(group)}
              className={clsx(
                "min-w-0 truncate text-start leading-[18px] hover:underline",
                by === "ip" ? "font-mono text-small" : "font-strong",
              )}
            >
              {nameOf(group)}
            </button>
            {group.name !== "" && (
              <CopyButton text={group.name} label={t(`copy.${by}`, { name: group.name })} isSmall />
            )}
          </span>
          {/* A phone has no column for these. */}
          <div className="text-small text-ink-3 md:hidden">
            <Others group={group} />
          </div>
        </div>
      ),
    },
    {
      id: "others",
      header: t(`others.${by}`),
      wideOnly: true,
      cell: (group) => (
        <div className="w-[32ch] text-ink-2 lg:w-[56ch]">
          <Others group={group} />
        </div>
      ),
    },
    {
      id: "last_seen",
      header: field("last_seen_ts"),
      cell: ({ last_seen }) => <LastSeen ms={last_seen} />,
    },
  ];
}

/** The one last seen with it, and how many others. */
function Others({ group: { others } }: { group: ConnectionGroup }) {
  const t = useTranslations("connections");
  const nameOf = useConnectionName();
  const [newest, ...rest] = others;
  if (!newest) return null;
  return (
    <span className="flex gap-1.5">
      <span className="truncate" title={newest.name}>
        {nameOf(newest)}
      </span>
      {rest.length > 0 && (
        <span className="shrink-0 whitespace-nowrap">{t("andMore", { count: rest.length })}</span>
      )}
    </span>
  );
}
