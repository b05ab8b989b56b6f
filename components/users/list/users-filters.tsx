"use client";

import { useTranslations } from "next-intl";

import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { useHasMas } from "#lib/client/mas.tsx";
import { useLacking } from "#lib/client/synapse-version.tsx";
import { addressIn } from "#lib/matrix/user-id.ts";

import { FindButton, FoundByAddress } from "./find/find-button.tsx";
import { InactiveFilter } from "./inactive-filter.tsx";
import { ADMINS, GUESTS, KINDS, STATES, type UsersSearch } from "#lib/search-params/users.ts";

type UsersFiltersProps = {
  search: UsersSearch;
  onChange: (changed: Partial<UsersSearch>) => void;
  isRefreshing: boolean;
};

export function UsersFilters({ search, onChange, isRefreshing }: UsersFiltersProps) {
  const t = useTranslations("users");
  const { q, state, kind, admins, guests, unseen, sort } = search;
  const address = addressIn(q.trim());
  // Under MAS, Synapse knows neither. A URL may still filter: shown, so that it can be cleared.
  const hasMas = useHasMas();
  const lasting = useLacking("lastingVisits");
  return (
    <div className="mb-3 grid gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField label={t("search")} value={q} onSearch={(text) => onChange({ q: text })} />
        <FilterChip
          title={t("filters.state")}
          value={state}
          none="any"
          choices={STATES.map((value) => ({ value, label: t(`filters.states.${value}`) }))}
          onChange={(chosen) => onChange({ state: chosen })}
        />
        <FilterChip
          title={t("filters.kind")}
          value={kind}
          none="any"
          choices={KINDS.map((value) => ({ value, label: t(`filters.kinds.${value}`) }))}
          onChange={(chosen) => onChange({ kind: chosen })}
        />
        {(!hasMas || admins !== "any") && (
          <FilterChip
            title={t("filters.admins")}
            value={admins}
            none="any"
            choices={ADMINS.map((value) => ({ value, label: t(`filters.adminChoices.${value}`) }))}
            onChange={(chosen) => onChange({ admins: chosen })}
          />
        )}
        {(!hasMas || guests !== "any") && (
          <FilterChip
            title={t("filters.guests")}
            value={guests}
            none="any"
            choices={GUESTS.map((value) => ({ value, label: t(`filters.guestChoices.${value}`) }))}
            onChange={(chosen) => onChange({ guests: chosen })}
          />
        )}
        <InactiveFilter unseen={search.unseen} onChange={onChange} />
        <FindButton />
        <span role="status" className="ms-auto text-small text-ink-3">
          {isRefreshing && t("updating")}
        </span>
      </div>
      {address && <FoundByAddress {...address} />}
      {unseen !== null ? (
        <>
          {lasting && <Notice kind="warn">{t("forgottenVisits", { version: lasting })}</Notice>}
          <Notice kind="info">{t(unseen === "unknown" ? "slowUnknown" : "slowUnseen")}</Notice>
        </>
      ) : (
        <>
          {sort === "last_seen_ts" && <Notice kind="info">{t("slowSort")}</Notice>}
          {sort === "creation_ts" && <Notice kind="info">{t("slowCreated")}</Notice>}
        </>
      )}
    </div>
  );
}
