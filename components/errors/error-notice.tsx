"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { ErrorBody } from "#lib/errors.ts";

import { useErrorText } from "./error-text.ts";

type ErrorNoticeProps = {
  body: ErrorBody;
  /** Buttons for the next step. */
  children?: ReactNode;
};

/** An error in words, with details for support. */
export function ErrorNotice({ body, children }: ErrorNoticeProps) {
  const t = useTranslations("errors");
  const text = useErrorText()(body);
  const { homeserverSays } = body.details;
  return (
    <Notice
      kind="bad"
      isAlert
      title={text.title}
      actions={
        <>
          {children}
          <CopyButton text={JSON.stringify(body, null, 2)} label={t("copyDetails")} />
        </>
      }
    >
      <p>{text.body}</p>
      {homeserverSays && (
        <p className="text-ink-2">{t("homeserverSays", { text: homeserverSays })}</p>
      )}
    </Notice>
  );
}
