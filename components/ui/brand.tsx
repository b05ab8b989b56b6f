import { useTranslations } from "next-intl";

/** The product's mark and name. */
export function Brand() {
  const t = useTranslations("app");
  return (
    <div className="flex items-center gap-2.5">
      <Mark />
      <span className="font-heading">{t("name")}</span>
    </div>
  );
}

/** Two brackets around a pulse: Matrix, and its signal. */
export const Mark = () => (
  <span className="grid size-7 shrink-0 place-items-center rounded-md bg-accent text-accent-ink">
    <svg
      viewBox="0 0 20 20"
      className="size-5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M5.5 3.5h-2v13h2M14.5 3.5h2v13h-2M6.500 10.500h1.800l1.400-3.500 1.500 6 1.300-2.500h1" />
    </svg>
  </span>
);
