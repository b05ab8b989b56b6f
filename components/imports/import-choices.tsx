import { useTranslations } from "next-intl";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { CheckboxField } from "#components/ui/checkbox-field.tsx";
import { IMPORT_MODES, type Import, type ImportCounts } from "#lib/contract/imports.ts";

import { hasPasswords, type ImportOptions } from "./import-rules.ts";

type ImportChoicesProps = {
  file: Import;
  counts: ImportCounts;
  options: ImportOptions;
  onChange: (options: ImportOptions) => void;
};

/** Which accounts to change, and the choices for passwords. */
export function ImportChoices({ file, counts, options, onChange }: ImportChoicesProps) {
  const t = useTranslations("imports");
  const { mode } = options;
  const set = (changed: Partial<ImportOptions>) => onChange({ ...options, ...changed });
  return (
    <>
      <RadioCards
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
        <CheckboxField
          isOn={options.generate_credentials}
          onChange={(isOn) => set({ generate_credentials: isOn })}
          hint={t("generateHint")}
        >
          {t("generate", { count: counts.without_password })}
        </CheckboxField>
      )}
      {mode !== "create" && hasPasswords(file) && (
        <CheckboxField
          isOn={options.overwrite_credentials}
          onChange={(isOn) => set({ overwrite_credentials: isOn })}
          hint={t("overwriteHint")}
        >
          {t("overwrite")}
        </CheckboxField>
      )}
    </>
  );
}
