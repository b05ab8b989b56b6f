"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";

import { PreferredTable } from "#components/tables/preferred-table.tsx";
import type { Column, Direction } from "#components/ui/data-table.tsx";
import type { Device } from "#lib/contract/devices.ts";

import { byLastSeen } from "./device-rules.ts";
import { DEVICES_TABLE } from "./devices-columns.tsx";
import { DEVICE_SORTS, devicesSearch } from "./devices-search.ts";

type DevicesTableProps = {
  columns: readonly Column<Device>[];
  devices: readonly Device[];
  /** Absent: no bulk actions. */
  selection?: { ids: ReadonlySet<string>; onChange: (ids: ReadonlySet<string>) => void };
};

export function DevicesTable(props: DevicesTableProps) {
  const { columns, devices, selection } = props;
  const t = useTranslations("devices");
  const [{ sort, dir }, setSearch] = useQueryStates(devicesSearch);
  const names = useMemo(
    () => new Map(devices.map(({ device_id, display_name }) => [device_id, display_name])),
    [devices],
  );
  const rows = useMemo(() => sorted(devices, sort, dir), [devices, sort, dir]);
  return (
    <PreferredTable
      name={DEVICES_TABLE}
      label={t("title")}
      columns={columns}
      rows={rows}
      idOf={({ device_id }) => device_id}
      sort={{ by: sort, dir }}
      onSort={(next) => {
        const by = DEVICE_SORTS.find((known) => known === next.by);
        if (by) void setSearch({ sort: by, dir: next.dir });
      }}
      {...(selection && {
        selection: { ...selection, nameOf: (id: string) => names.get(id) || id },
      })}
    />
  );
}

function sorted(
  devices: readonly Device[],
  by: (typeof DEVICE_SORTS)[number],
  dir: Direction,
): Device[] {
  if (by === "display_name") {
    const names = devices.toSorted((one, other) =>
      (one.display_name ?? "").localeCompare(other.display_name ?? ""),
    );
    return dir === "f" ? names : names.toReversed();
  }
  // Unknown comes last either way.
  const known = devices.filter(({ last_seen_ts }) => last_seen_ts).sort(byLastSeen);
  const unknown = devices.filter(({ last_seen_ts }) => !last_seen_ts);
  return [...(dir === "b" ? known : known.toReversed()), ...unknown];
}
