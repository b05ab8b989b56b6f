import { useTranslations } from "next-intl";

import { Select } from "#components/ui/select.tsx";
import {
  IMPORT_FIELDS,
  type ImportColumn,
  type ImportField,
} from "#lib/contract/import-columns.ts";

type ColumnChoicesProps = {
  columns: ImportColumn[];
  isDisabled: boolean;
  onChange: (columns: ImportColumn[]) => void;
};

/** The meaning of each column. Each meaning is used once. */
export function ColumnChoices({ columns, isDisabled, onChange }: ColumnChoicesProps) {
  const t = useTranslations("imports");
  const fields = useTranslations("imports.fields");
  const taken = new Set(columns.map(({ field }) => field));
  const set = (at: number, value: string) =>
    onChange(
      columns.map((column, index) =>
        index === at ? { ...column, field: (value || null) as ImportField | null } : column,
      ),
    );
  return (
    <fieldset disabled={isDisabled}>
      <legend className="mb-2 font-strong">{t("columns")}</legend>
      <ul className="grid gap-2">
        {columns.map(({ name, field }, at) => (
          <li key={at} className="grid items-center gap-x-4 gap-y-1 md:grid-cols-2">
            <span className="truncate font-mono text-small" title={name}>
              {name || t("noName")}
            </span>
            <Select
              label={t("meaningOf", { name })}
              value={field ?? ""}
              onChange={(value) => set(at, value)}
              choices={[
                { value: "", label: t("ignored") },
                ...IMPORT_FIELDS.map((value) => ({
                  value,
                  label: fields(value),
                  isDisabled: value !== field && taken.has(value),
                })),
              ]}
            />
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
