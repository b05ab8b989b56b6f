"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { PasswordOnce } from "#components/users/reset-password/password-once.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";

/** Sets a reactivated account's password, and shows it once. */
export function NewPassword({ userId, password }: { userId: string; password: string }) {
  const t = useTranslations("reactivate");
  const { run, error } = useCommand(api.users.resetPassword);
  const [isSet, setSet] = useState(false);
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    // There are no devices to sign out.
    void run({ user_id: userId, new_password: password, logout_devices: false }).then((answer) =>
      setSet(answer !== undefined),
    );
  }, [run, userId, password]);

  if (isSet) return <PasswordOnce password={password} />;
  if (!error) return <Skeleton className="h-20 w-full" />;
  return (
    <div className="grid gap-2">
      <ErrorNotice body={error.toBody()} />
      <p className="text-ink-2">{t("passwordNotSet")}</p>
    </div>
  );
}
