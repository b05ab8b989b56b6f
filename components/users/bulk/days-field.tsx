"use client";

import { useTranslations } from "next-intl";

import { Field } from "#components/ui/field.tsx";

import type { ChoicesProps } from "./bulk-options.ts";
import { isDays } from "./bulk-options.ts";

type DaysFieldProps = Omit<ChoicesProps, "isOne"> & { label: string };

/** A number of days; the label says of what. */
export function DaysField({ label, options, onChange, isWrong }: DaysFieldProps) {
  const t = useTranslations("bulk");
  return (
    <Field
      label={label}
      name="days"
      type="number"
      min={1}
      max={3650}
      value={options.days}
      onChange={(event) => onChange({ days: event.target.value })}
      error={isWrong && !isDays(options.days) && t("daysWrong")}
    />
  );
}
