"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";

import { TableSettings } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Menu, MenuItem, MenuNote, MenuSeparator } from "#components/ui/menu.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import type { MediaFile } from "#lib/contract/media.ts";

import { MEDIA_TABLE } from "./media-columns.tsx";
import { MEDIA_VIEWS, TILE_ORDERS, type MediaSearch } from "#lib/search-params/media.ts";

const OTHER = "other";

type MediaToolbarProps = {
  search: MediaSearch;
  columns: readonly Column<MediaFile>[];
  onSearch: (changed: Partial<MediaSearch>) => void;
  onQuarantineAll: () => void;
  /** Undefined: not for this account. */
  onDeleteAll: (() => void) | undefined;
};

/** The display options, and actions on all files. */
export function MediaToolbar(props: MediaToolbarProps) {
  const { search, columns, onSearch, onQuarantineAll, onDeleteAll } = props;
  const t = useTranslations("media");
  const order = TILE_ORDERS.find(({ sort, dir }) => sort === search.sort && dir === search.dir);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SegmentedControl
        legend={t("view")}
        value={search.view}
        choices={MEDIA_VIEWS.map((value) => ({ value, label: t(`views.${value}`) }))}
        onChange={(view) => onSearch({ view })}
      />
      {search.view === "grid" && (
        <div className="w-52 max-w-full">
          <Select
            label={t("sortedBy")}
            value={order?.value ?? OTHER}
            choices={[
              // The table has sort orders that this list lacks.
              { value: OTHER, label: t("orders.other"), isDisabled: true },
              ...TILE_ORDERS.map(({ value }) => ({ value, label: t(`orders.${value}`) })),
            ]}
            onChange={(value) => {
              const chosen = TILE_ORDERS.find((known) => known.value === value);
              if (chosen) onSearch({ sort: chosen.sort, dir: chosen.dir, page: 1 });
            }}
          />
        </div>
      )}
      <span className="flex-1" />
      <Menu
        align="end"
        label={t("everything")}
        trigger={
          <Button>
            {t("everything")}
            <ChevronDown />
          </Button>
        }
      >
        <MenuItem onSelect={onQuarantineAll}>{t("quarantineEverything")}</MenuItem>
        {onDeleteAll && (
          <MenuItem isDanger onSelect={onDeleteAll}>
            {t("deleteEverything")}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuNote>{t("everythingNote")}</MenuNote>
      </Menu>
      {search.view === "table" && <TableSettings name={MEDIA_TABLE} columns={columns} />}
    </div>
  );
}
