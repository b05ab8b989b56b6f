"use client";

import { useFormatter, useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useSize } from "#components/ui/use-size.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import { Tally } from "./tally.tsx";

type DataLossProps = { userId: string; erase: boolean; isEnded: boolean };

/** What an account loses and keeps, with its current numbers. */
export function DataLoss({ userId, erase, isEnded }: DataLossProps) {
  const t = useTranslations("accountEnd");
  const format = useFormatter();
  const size = useSize();
  const { data, error, refresh } = useQuery(api.accountEnd.holdings, { user_id: userId });
  if (error && !data) return <LoadError error={error} onRetry={refresh} />;
  if (!data) {
    return (
      <div role="status" aria-label={t("reading")} className="grid gap-2 py-1">
        <Skeleton className="w-40" />
        <Skeleton className="h-24 w-full" />
      </div>
    );
  }
  const { holdings, snapshot_days } = data;
  const number = (value: number | null) => (value === null ? "?" : format.number(value));
  const { media, media_bytes } = holdings;
  const files = media && media_bytes ? `${number(media)} · ${size(media_bytes)}` : number(media);
  return (
    <>
      <Tally
        label={t("lost")}
        items={[
          {
            title: t("devices", { count: holdings.devices ?? 0 }),
            value: number(holdings.devices),
          },
          { title: t("rooms", { count: holdings.rooms ?? 0 }), value: number(holdings.rooms) },
          { title: t("emails", { count: holdings.emails }), value: number(holdings.emails) },
          { title: t("phones", { count: holdings.phones }), value: number(holdings.phones) },
        ]}
      />
      <p className="text-ink-2">{t(isEnded ? "lostOfEnded" : erase ? "lostToErase" : "lostToo")}</p>
      <Tally
        label={t("stays")}
        items={[
          { title: t("files", { count: media ?? 0 }), value: files },
          {
            title: t("signIns", { count: holdings.sign_ins }),
            value: number(holdings.sign_ins),
          },
        ]}
      />
      <p className="text-ink-2">{t(erase ? "staysErased" : "staysToo")}</p>
      <p className="text-ink-2">{erase ? t("nothingKept") : t("kept", { days: snapshot_days })}</p>
    </>
  );
}
