"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import type { ErrorCode } from "#lib/errors.ts";

import { ErrorNotice } from "./error-notice.tsx";

type ExportFailedProps = { code: ErrorCode; onClose: () => void };

/** Shown at a download link that failed. */
export function ExportFailed({ code, onClose }: ExportFailedProps) {
  const t = useTranslations("ui");
  return (
    <div className="mb-3">
      <ErrorNotice body={{ code, details: {} }}>
        <Button onClick={onClose}>{t("close")}</Button>
      </ErrorNotice>
    </div>
  );
}
