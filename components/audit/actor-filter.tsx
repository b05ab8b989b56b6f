"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import type { AuditFilterProps } from "#lib/search-params/audit.ts";

const ActorDialog = lazyDialog(() => import("./actor-dialog.tsx"), "ActorDialog");

/** Filters by a recorded actor, or by an entered ID. */
export function ActorFilter({ search, onChange }: AuditFilterProps) {
  const t = useTranslations("audit.filters");
  const [isWanted, setWanted] = useState(false);
  const [isTyping, setTyping] = useState(false);
  const { data } = useQuery(api.audit.people, isWanted ? {} : null);
  const people = (data?.people ?? []).map((id) => ({ value: id, label: id }));
  return (
    <>
      <FilterChip
        title={t("who")}
        value={search.who}
        none=""
        choices={[{ value: "", label: t("anybody") }, ...people]}
        otherwise={search.who}
        other={{ label: t("somebody"), onSelect: () => setTyping(true) }}
        onOpen={() => setWanted(true)}
        onChange={(who) => onChange({ who })}
      />
      {isTyping && (
        <ActorDialog
          current={search.who}
          onChoose={(who) => onChange({ who })}
          onClose={() => setTyping(false)}
        />
      )}
    </>
  );
}
