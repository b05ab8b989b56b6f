"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";

import { SignInForm } from "./sign-in-form.tsx";
import { TokenForm } from "./token-form.tsx";

type WaysInProps = {
  /** The one that was chosen, where there is a choice. */
  server: string | null;
  serverName: string | null;
  to: string;
  takesPasswords: boolean;
};

/** A password where one can lead anywhere, and an access token for whoever has one. */
export function WaysIn({ server, serverName, to, takesPasswords }: WaysInProps) {
  const t = useTranslations("signIn");
  const [hasToken, setHasToken] = useState(false);
  return (
    <div className="grid gap-3">
      {hasToken && <TokenForm server={server} to={to} />}
      {!hasToken && takesPasswords && (
        <SignInForm server={server} serverName={serverName} to={to} />
      )}
      {(takesPasswords || !hasToken) && (
        <Button look="quiet" onClick={() => setHasToken(!hasToken)} className="justify-self-center">
          {hasToken ? t("usePassword") : t("useToken")}
        </Button>
      )}
    </div>
  );
}
