"use client";

import { BellOff, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable, TableSettings } from "#components/tables/preferred-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { Pusher } from "#lib/contract/pushers.ts";

import { PUSHERS_TABLE, usePushersColumns } from "./pushers-columns.tsx";

/** How many are shown at once. */
const FEW = 10;

/** A user's notification targets. */
export function PushersPanel({ userId }: { userId: string }) {
  const t = useTranslations("pushers");
  const { data, error, refresh } = useQuery(api.pushers.list, { user_id: userId });
  const columns = usePushersColumns();
  const [text, setText] = useState("");
  const found = pushersWith(text, data?.pushers ?? []);
  return (
    <section aria-labelledby="pushers">
      <div className="mb-2 flex items-end gap-2">
        <div className="flex-1">
          <h2 id="pushers" className="text-subtitle font-heading">
            {t("title")}
          </h2>
          <p className="max-w-[80ch] text-ink-2">{t("explain")}</p>
        </div>
        {data && data.pushers.length > 0 && (
          <span className="max-md:hidden">
            <TableSettings name={PUSHERS_TABLE} columns={columns} />
          </span>
        )}
      </div>
      {error && <LoadError error={error} onRetry={refresh} />}
      {data && data.pushers.length > FEW && (
        <div className="mb-3">
          <SearchField label={t("search")} value={text} onSearch={setText} />
        </div>
      )}
      {(data || !error) && (
        <Panel>
          {!data ? (
            <SkeletonRows rows={2} label={t("loading")} />
          ) : data.pushers.length === 0 ? (
            <EmptyState icon={BellOff} title={t("empty.title")}>
              {t("empty.body")}
            </EmptyState>
          ) : found.length === 0 ? (
            <EmptyState icon={SearchX} title={t("noMatch")} />
          ) : (
            <PreferredTable
              name={PUSHERS_TABLE}
              label={t("title")}
              columns={columns}
              rows={found}
              idOf={({ id }) => id}
            />
          )}
        </Panel>
      )}
    </section>
  );
}

/** Pushers with a text in their visible fields; each with its index in Synapse's list, which has no IDs. */
function pushersWith(text: string, pushers: readonly Pusher[]): (Pusher & { id: string })[] {
  const wanted = text.trim().toLowerCase();
  return pushers
    .map((pusher, index) => ({ ...pusher, id: `${index}` }))
    .filter(({ app_display_name, app_id, device_display_name, email, url }) =>
      [app_display_name, app_id, device_display_name, email, url].some((seen) =>
        seen?.toLowerCase().includes(wanted),
      ),
    );
}
