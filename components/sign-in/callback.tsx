"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { buttonLook } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import { signIn } from "#lib/client/next-auth.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";

import { DiagnoseLink } from "./diagnose-link.tsx";

/** Completes a redirect sign-in with the callback's URL, which works once and is left at once. */
export function Callback({ to }: { to: string }) {
  const t = useTranslations("signIn");
  const [error, setError] = useState<AppError>();
  const hasBegun = useRef(false);

  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const query = location.search.slice(1);
    history.replaceState(history.state, "", location.pathname);
    signIn("return", { query }, to).then(
      // Without a history entry.
      (url) => location.replace(url),
      (thrown: unknown) => setError(AppError.from(thrown)),
    );
  }, [to]);

  if (!error) {
    return (
      <p role="status" className="text-ink-2">
        {t("submitting")}
      </p>
    );
  }
  return (
    <ErrorNotice body={error.toBody()}>
      <Link href={routes.signIn({ callbackUrl: to })} className={buttonLook("primary")}>
        {t("startAgain")}
      </Link>
      <DiagnoseLink server={null} />
    </ErrorNotice>
  );
}
