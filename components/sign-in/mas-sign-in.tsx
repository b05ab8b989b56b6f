"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { CheckboxField } from "#components/ui/checkbox-field.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

import { SignInFailed } from "./sign-in-failed.tsx";
import { useSsoRedirect } from "./use-redirect.ts";

type MasSignInProps = {
  server: string | null;
  to: string;
  issuer: string;
  /** A visitor went there and did not return: the service stops non-admins. */
  isBack: boolean;
};

/** Sign-in through the Matrix Authentication Service, and what it requests. */
export function MasSignIn({ server, to, issuer, isBack }: MasSignInProps) {
  const t = useTranslations("signIn.mas");
  const { leave, error, isLeaving } = useSsoRedirect();
  const [masAdmin, setMasAdmin] = useState(false);
  const isAlive = useHydrated();
  const { host } = new URL(issuer);
  return (
    <div className="grid gap-4">
      {isBack && (
        <Notice kind="warn" title={t("backTitle", { host })}>
          {t("backBody")}
        </Notice>
      )}
      <section className="grid gap-2.5">
        <h2 className="font-strong">{t("asks")}</h2>
        <ul className="grid gap-2.5">
          {(["account", "synapse"] as const).map((scope) => (
            <li key={scope}>
              {t(`${scope}.what`)}
              <span className="block text-small text-ink-2">{t(`${scope}.why`)}</span>
            </li>
          ))}
        </ul>
        <CheckboxField isOn={masAdmin} onChange={setMasAdmin} hint={t("service.why")}>
          {t("service.what")}
        </CheckboxField>
      </section>
      {error && <SignInFailed error={error} server={server} />}
      <Button
        look="primary"
        disabled={!isAlive || isLeaving}
        onClick={() => void leave({ way: "mas", to, masAdmin, ...(server && { server }) })}
        className="h-9.5"
      >
        {isBack ? t("again", { host }) : t("continue", { host })}
      </Button>
    </div>
  );
}
