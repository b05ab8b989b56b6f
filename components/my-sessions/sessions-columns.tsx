"use client";

import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { TimeAgo } from "#components/ui/time.tsx";
import type { OpenSession } from "#lib/contract/session.ts";

import { useBrowserName } from "./browser-name.ts";

export const SESSIONS_TABLE = "sessions";

type Doing = { ending: string | undefined; onEnd: (id: string) => void };

/** The columns of an admin's sessions, with each session's actions. */
export function useSessionsColumns({ ending, onEnd }: Doing): Column<OpenSession>[] {
  const t = useTranslations("mySessions");
  const values = useTranslations("values");
  const unknown = values("unknown");
  const browserName = useBrowserName();
  return [
    {
      id: "user_agent",
      header: t("browser"),
      grows: true,
      cell: ({ user_agent, ip, device_id, got_by }) => (
        <div className="min-w-0">
          <p className="truncate leading-[18px] font-strong" title={user_agent ?? undefined}>
            {browserName(user_agent) ?? unknown}
          </p>
          {device_id ? (
            <Identifier>{device_id}</Identifier>
          ) : (
            <p className="text-small text-ink-3">{t("noDevice")}</p>
          )}
          {got_by !== "password" && (
            <Badge tone="plain" {...(got_by === "pasted" && { title: t("pastedHelp") })}>
              {t(`gotBy.${got_by}`)}
            </Badge>
          )}
          <p className="truncate text-small text-ink-3 md:hidden">{ip ?? unknown}</p>
        </div>
      ),
    },
    {
      id: "ip",
      header: t("address"),
      wideOnly: true,
      cell: ({ ip }) => (
        <span className="font-mono text-small whitespace-nowrap">{ip ?? unknown}</span>
      ),
    },
    {
      id: "seen_ts",
      header: t("seen"),
      cell: ({ seen_ts }) => <TimeAgo ms={seen_ts} />,
    },
    {
      id: "started_ts",
      header: t("started"),
      wideOnly: true,
      cell: ({ started_ts }) => <TimeAgo ms={started_ts} />,
    },
    {
      id: "actions",
      header: t("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: ({ id, is_current }) =>
        is_current ? (
          <Badge tone="note">{t("current")}</Badge>
        ) : (
          <Button look="quiet" disabled={ending === id} onClick={() => onEnd(id)}>
            {t("end")}
          </Button>
        ),
    },
  ];
}
