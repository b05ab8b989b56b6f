"use client";

import { SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";

import { IconButton } from "#components/ui/button.tsx";
import { DataTable, type Column } from "#components/ui/data-table.tsx";
import { Menu, MenuCheck, MenuChoices, MenuSeparator } from "#components/ui/menu.tsx";
import { toastError } from "#components/ui/toast.ts";
import { usePreferences } from "#lib/client/preferences.tsx";
import { DENSITIES } from "#lib/contract/preferences.ts";
import { AppError } from "#lib/errors.ts";

import { useErrorText } from "#components/errors/error-text.ts";

type PreferredTableProps<Row> = Omit<Parameters<typeof DataTable<Row>>[0], "isCompact"> & {
  /** The key of its preferences. */
  name: string;
};

/** A table with the viewer's columns and density. */
export function PreferredTable<Row>({ name, columns, ...table }: PreferredTableProps<Row>) {
  const { preferences } = usePreferences();
  const hidden = preferences.hiddenColumns[name] ?? hiddenAtFirst(columns);
  return (
    <DataTable
      {...table}
      columns={columns.filter(({ id }) => !hidden.includes(id))}
      isCompact={preferences.density === "compact"}
    />
  );
}

type TableSettingsProps = {
  name: string;
  columns: readonly Setting[];
};

type Setting = Pick<Column<never>, "id" | "header" | "canHide" | "isHiddenAtFirst">;

const hiddenAtFirst = (columns: readonly Setting[]) =>
  columns.filter(({ isHiddenAtFirst }) => isHiddenAtFirst).map(({ id }) => id);

/** Which columns a table shows, and the density of all tables. */
export function TableSettings({ name, columns }: TableSettingsProps) {
  const t = useTranslations("table");
  const errorText = useErrorText();
  const { preferences, change } = usePreferences();
  const hidden = preferences.hiddenColumns[name] ?? hiddenAtFirst(columns);

  const keep = (changed: Parameters<typeof change>[0]) =>
    change(changed).catch((thrown: unknown) =>
      toastError(errorText(AppError.from(thrown).toBody()).title),
    );
  const toggle = (id: string) => {
    const now = hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id];
    void keep({ hiddenColumns: { ...preferences.hiddenColumns, [name]: now } });
  };

  return (
    <Menu
      align="end"
      label={t("settings")}
      trigger={
        <IconButton label={t("settings")}>
          <SlidersHorizontal />
        </IconButton>
      }
    >
      {columns
        .filter(({ canHide }) => canHide)
        .map(({ id, header }) => (
          <MenuCheck key={id} isChecked={!hidden.includes(id)} onChange={() => toggle(id)}>
            {header}
          </MenuCheck>
        ))}
      <MenuSeparator />
      <MenuChoices
        label={t("density")}
        value={preferences.density}
        choices={DENSITIES.map((value) => ({ value, label: t(`densities.${value}`) }))}
        onChange={(density) => void keep({ density })}
      />
    </Menu>
  );
}
