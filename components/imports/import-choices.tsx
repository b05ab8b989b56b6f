import { useTranslations } from "next-intl";

import { Choice } from "#components/ui/radio-cards.tsx";
import { Tick } from "#components/ui/checkbox-field.tsx";
import { IMPORT_MODES, type Import, type ImportCounts } from "#lib/contract/imports.ts";

import { hasPasswords, type ImportOptions } from "./import-rules.ts";

type ImportChoicesProps = {
  file: Import;
  counts: ImportCounts;
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
};

/** Which accounts are touched, and what becomes of passwords. */
export function ImportChoices({ file, counts, options, onChange }: ImportChoicesProps) {
  const t = useTranslations("imports");
  const { mode } = options;
  const set = (changed: Partial<ImportOptions>) => onChange({ ...options, ...changed });
  return (
    <>
      <Choice
        legend={t("mode")}
        name="mode"
        value={mode}
        onChange={(value) => set({ mode: value })}
        options={IMPORT_MODES.map((value) => ({
          value,
          title: t(`modes.${value}`),
          text: t(`modeTexts.${value}`),
        }))}
      />
      {mode !== "update" && counts.without_password > 0 && (
        <Tick
          isOn={options.generate_credentials}
          onChange={(isOn) => set({ generate_credentials: isOn })}
          hint={t("generateHint")}
        >
          {t("generate", { count: counts.without_password })}
        </Tick>
      )}
      {mode !== "create" && hasPasswords(file) && (
        <Tick
          isOn={options.overwrite_credentials}
          onChange={(isOn) => set({ overwrite_credentials: isOn })}
          hint={t("overwriteHint")}
        >
          {t("overwrite")}
        </Tick>
      )}
    </>
  );
}
