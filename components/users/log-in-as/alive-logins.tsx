"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { useCountdown } from "#components/ui/use-countdown.ts";
import { useCommand } from "#lib/client/use-command.ts";
import type { Login } from "#lib/contract/access.ts";
import { api } from "#lib/contract/index.ts";

type AliveLoginsProps = { userId: string; logins: readonly Login[] };

/** Valid access tokens for a user's account, which any admin can revoke. */
export function AliveLogins({ userId, logins }: AliveLoginsProps) {
  const t = useTranslations("logInAs.alive");
  const { run, error, isRunning } = useCommand(api.access.revokeLogin);
  const revoke = async (login_id: string) => {
    if (await run({ user_id: userId, login_id })) toastSuccess(t("revoked"));
  };
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h3 className="font-strong">{t("title")}</h3>
      <ul className="divide-y divide-line rounded-md border border-line">
        {logins.map((login) => (
          <Alive
            key={login.id}
            login={login}
            isRunning={isRunning}
            onRevoke={() => void revoke(login.id)}
          />
        ))}
      </ul>
      {error && <ErrorNotice body={error.toBody()} />}
    </section>
  );
}

type AliveProps = { login: Login; isRunning: boolean; onRevoke: () => void };

function Alive({ login: { who, reason, expires_ts }, isRunning, onRevoke }: AliveProps) {
  const t = useTranslations("logInAs.alive");
  const left = useCountdown(expires_ts);
  if (left === null) return null;
  return (
    <li className="flex items-center gap-3 px-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="block truncate">
          <InlineIdentifier>{who}</InlineIdentifier>
        </span>
        <span className="block text-small text-ink-2">{reason}</span>
        <span className="tabular block text-small text-ink-3">{t("left", { left })}</span>
      </span>
      <Button look="quietDanger" disabled={isRunning} onClick={onRevoke}>
        {t("revoke")}
      </Button>
    </li>
  );
}
