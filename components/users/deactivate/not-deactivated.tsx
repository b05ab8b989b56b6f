"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { JobItem } from "#lib/contract/jobs.ts";
import { AppError, ERROR_CODES, type ErrorCode } from "#lib/errors.ts";

/** Why an account was not changed after all. */
export function NotDeactivated({ item }: { item: JobItem }) {
  const t = useTranslations("accountEnd");
  if (item.error) return <ErrorNotice body={AppError.fromBody(item.error).toBody()} />;
  const { reason } = item.result;
  if (isErrorCode(reason)) return <ErrorNotice body={{ code: reason, details: {} }} />;
  return (
    <Notice kind="warn" isAlert>
      {t(reason === "not_deactivated" ? "notDeactivated" : "notDone")}
    </Notice>
  );
}

const isErrorCode = (reason: unknown): reason is ErrorCode =>
  ERROR_CODES.some((code) => code === reason);
