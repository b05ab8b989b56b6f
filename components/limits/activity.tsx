"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { SINCE } from "#lib/contract/kit/synapse-versions.ts";

import { ACTIVITY_SPANS, beginningOf, limitsSearch } from "./limits-search.ts";

/** How many invites a user sends and rooms they join: signs of spam. */
export function ActivityPanel({ userId }: { userId: string }) {
  const t = useTranslations("limits.activity");
  const [{ span }, setSearch] = useQueryStates(limitsSearch);
  // When this was opened: a moving span would be requested all the time.
  const [now] = useState(() => Date.now());
  const about = { user_id: userId, from_ts: beginningOf(span, now) };
  const invites = useQuery(api.limits.sentInvites, about);
  const rooms = useQuery(api.limits.joinedRooms, about);
  const error = invites.error ?? rooms.error;
  const refresh = () => void Promise.all([invites.refresh(), rooms.refresh()]);

  return (
    <Panel title={t("title")}>
      {error ? (
        <div className="p-4">
          {error.code === "unsupported" ? (
            <Notice kind="info" title={t("notHere.title")}>
              {t("notHere.body", { version: SINCE.activity })}
            </Notice>
          ) : (
            <LoadError error={error} onRetry={refresh} />
          )}
        </div>
      ) : (
        <div className="grid gap-4 p-4">
          <div>
            <SegmentedControl
              legend={t("span")}
              value={span}
              choices={ACTIVITY_SPANS.map((value) => ({ value, label: t(`spans.${value}`) }))}
              onChange={(value) => void setSearch({ span: value })}
            />
          </div>
          <dl className="grid grid-cols-2 gap-4">
            <Figure title={t("invites")} value={invites.data?.invite_count} />
            <Figure title={t("rooms")} value={rooms.data?.cumulative_joined_room_count} />
          </dl>
          <p className="text-small text-ink-2">{t("explain")}</p>
        </div>
      )}
    </Panel>
  );
}

function Figure({ title, value }: { title: string; value: number | undefined }) {
  const t = useTranslations("limits.activity");
  return (
    <div>
      <dt className="text-small text-ink-3">{title}</dt>
      <dd className="tabular mt-0.5 flex h-7 items-center text-title font-heading">
        {value === undefined ? <Skeleton className="w-10" /> : t("count", { count: value })}
      </dd>
    </div>
  );
}
