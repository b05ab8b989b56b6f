import { useFormatter, useTranslations } from "next-intl";

const UNITS = ["kilobyte", "megabyte", "gigabyte"] as const;

/** "24.1 MB", with a decimal unit; "size unknown" if unknown. */
export function useSize(): (bytes: number | null | undefined) => string {
  const t = useTranslations("ui");
  const format = useFormatter();
  return (bytes) => {
    if (bytes === null || bytes === undefined) return t("unknownSize");
    const power = Math.floor(Math.log10(Math.max(1000, bytes)) / 3);
    const at = Math.min(power, UNITS.length) - 1;
    // The smallest file is never shown as empty.
    const size = bytes > 0 ? Math.max(0.1, bytes / 1000 ** (at + 1)) : 0;
    return format.number(size, {
      style: "unit",
      unit: UNITS[at] ?? "kilobyte",
      unitDisplay: "short",
      maximumFractionDigits: 1,
    });
  };
}
