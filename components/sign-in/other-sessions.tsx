"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { switchSession } from "#lib/client/next-auth.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type OtherSessionsProps = {
  /** Without an id: the current one. */
  sessions: readonly { id: string | null; user_id: string }[];
};

/** This browser's other sessions, to continue without a new sign-in. */
export function OtherSessions({ sessions }: OtherSessionsProps) {
  const t = useTranslations("servers");
  const [error, setError] = useState<AppError>();
  const go = async (id: string | null) => {
    setError(undefined);
    try {
      location.assign(id === null ? routes.home() : await switchSession(id));
    } catch (thrown) {
      setError(AppError.from(thrown));
    }
  };
  return (
    <section
      aria-label={t("beside")}
      className="grid gap-2 rounded-md border border-line bg-surface px-4 py-3.5 shadow-low"
    >
      <h2 className="font-heading">{t("beside")}</h2>
      <ul className="grid gap-2">
        {sessions.map(({ id, user_id }) => (
          <li key={user_id + id} className="flex items-center gap-3">
            <span
              className="min-w-0 flex-1 truncate font-mono text-small"
              title={visibleIdentifier(user_id)}
            >
              <InlineIdentifier>{user_id}</InlineIdentifier>
            </span>
            <Button onClick={() => void go(id)}>{t("goOn")}</Button>
          </li>
        ))}
      </ul>
      {error && <ErrorNotice body={error.toBody()} />}
    </section>
  );
}
