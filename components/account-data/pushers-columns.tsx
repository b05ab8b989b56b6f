"use client";

import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import type { Pusher } from "#lib/contract/pushers.ts";

export const PUSHERS_TABLE = "pushers";

type Row = Pusher & { id: string };

/** The columns of a user's pushers. */
export function usePushersColumns(): Column<Row>[] {
  const t = useTranslations("pushers");
  const values = useTranslations("values");
  const unknown = <span className="text-ink-3">{values("unknown")}</span>;
  return [
    {
      id: "app",
      header: t("app"),
      grows: true,
      cell: ({ app_display_name, app_id, kind, email, url, enabled }) => (
        <div className="min-w-0">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="truncate leading-[18px] font-strong">
              {app_display_name || app_id}
            </span>
            {kind === "email" && <Badge tone="plain">{t("byEmail")}</Badge>}
            {enabled === false && (
              <Badge tone="warn" title={t("offHelp")}>
                {t("off")}
              </Badge>
            )}
          </span>
          <Identifier>{app_id}</Identifier>
          {/* A phone has no column for it. */}
          <p className="truncate font-mono text-[12px] text-ink-3 md:hidden">{email ?? url}</p>
        </div>
      ),
    },
    {
      id: "goes_to",
      header: t("goesTo"),
      wideOnly: true,
      cell: ({ email, url, has_no_content }) => {
        const address = email ?? url;
        if (!address) return unknown;
        return (
          <div className="w-[32ch] lg:w-[44ch]">
            <span className="flex items-center gap-1">
              <span className="min-w-0 truncate font-mono text-small" title={address}>
                {address}
              </span>
              <CopyButton text={address} label={t("copyAddress", { address })} isSmall />
            </span>
            {has_no_content && (
              <span className="block text-small text-ink-3" title={t("noContentHelp")}>
                {t("noContent")}
              </span>
            )}
          </div>
        );
      },
    },
    {
      id: "device",
      header: t("device"),
      wideOnly: true,
      canHide: true,
      cell: ({ device_display_name, device_id }) => (
        <div className="max-w-48 min-w-0">
          {device_display_name && <span className="block truncate">{device_display_name}</span>}
          {device_id ? <Identifier>{device_id}</Identifier> : !device_display_name && unknown}
        </div>
      ),
    },
    {
      id: "lang",
      header: t("language"),
      wideOnly: true,
      canHide: true,
      cell: ({ lang }) => lang || unknown,
    },
  ];
}
