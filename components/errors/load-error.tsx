"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import type { AppError } from "#lib/errors.ts";

import { ErrorNotice } from "./error-notice.tsx";

type FailedProps = { error: AppError; onRetry: () => void };

/** Replaces data that failed to load, or warns above old data. A panel gives it room around. */
export function LoadError({ error, onRetry }: FailedProps) {
  const t = useTranslations("errors");
  return (
    <div className="not-last:mb-3">
      <ErrorNotice body={error.toBody()}>
        <Button onClick={onRetry}>{t("retry")}</Button>
      </ErrorNotice>
    </div>
  );
}
