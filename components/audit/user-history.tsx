"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";

import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { routes } from "#lib/routes.ts";

import { historyFilter, historySearch, SIDES } from "#lib/search-params/audit.ts";
import { Records } from "./records.tsx";

/** Actions on a user, and their own as an admin. */
export function UserHistory({ userId }: { userId: string }) {
  const t = useTranslations("audit.history");
  const [{ side }, setSearch] = useQueryStates(historySearch);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <SegmentedControl
          legend={t("side")}
          value={side}
          choices={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
          onChange={(chosen) =>
            void setSearch({ side: chosen, before: null, after: null }, { history: "push" })
          }
        />
        <Link
          href={routes.audit({ q: userId })}
          className="font-strong text-accent-text hover:underline md:ms-auto"
        >
          {t("toTrail")}
        </Link>
      </div>
      <Records
        label={t(`sides.${side}`)}
        filter={historyFilter(userId, side)}
        same={side}
        empty={
          <EmptyState icon={History} title={t(`none.${side}.title`)}>
            {t(`none.${side}.body`)}
          </EmptyState>
        }
      />
    </>
  );
}
