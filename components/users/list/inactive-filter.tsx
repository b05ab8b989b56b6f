"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { FilterChip } from "#components/ui/filter-chip.tsx";

import { UNSEEN_DAYS, type UsersSearch } from "#lib/search-params/users.ts";

const InactiveDialog = lazyDialog(() => import("./inactive-dialog.tsx"), "InactiveDialog");

type UnseenFilterProps = {
  unseen: UsersSearch["unseen"];
  onChange: (changed: Partial<UsersSearch>) => void;
};

/** Not seen for this many days; or without a known time, which is different. */
export function InactiveFilter({ unseen, onChange }: UnseenFilterProps) {
  const t = useTranslations("users.filters");
  const [isAsking, setAsking] = useState(false);
  const days = (count: number) => t("unseenDays", { count });
  const choose = (value: string) => {
    const chosen = value === "unknown" ? value : Number(value) || null;
    onChange({ unseen: chosen, sort: "name", dir: "f" });
  };
  return (
    <>
      <FilterChip
        title={t("unseen")}
        value={unseen === null ? "any" : `${unseen}`}
        none="any"
        choices={[
          { value: "any", label: t("anyVisit") },
          ...UNSEEN_DAYS.map((count) => ({ value: `${count}`, label: days(count) })),
          { value: "unknown", label: t("unseenUnknown") },
        ]}
        {...(typeof unseen === "number" && { otherwise: days(unseen) })}
        other={{ label: t("otherDays"), onSelect: () => setAsking(true) }}
        onChange={choose}
      />
      {isAsking && (
        <InactiveDialog
          days={typeof unseen === "number" ? unseen : 60}
          onChoose={(count) => choose(`${count}`)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
