"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { takesPasswords, type Discovery } from "#lib/contract/sign-in/discovery.ts";

import { MasSignIn } from "./mas-sign-in.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { SingleSignOn } from "./single-sign-on.tsx";
import { TokenForm } from "./token-form.tsx";

type SignInMethodsProps = {
  /** The chosen server, if there is a choice. */
  server: string | null;
  found: Discovery;
  to: string;
  /** A visitor went to the authentication service and did not return. */
  isBack: boolean;
};

/** Every sign-in method of the homeserver, and an access token. */
export function SignInMethods({ server, found, to, isBack }: SignInMethodsProps) {
  const t = useTranslations("signIn");
  const [hasToken, setHasToken] = useState(false);
  const { ways, masIssuer } = found;
  const sso = ways.find(({ type }) => type === "sso");
  const hasOthers = ways.length > 0;
  const isToken = hasToken || !hasOthers;
  return (
    <div className="grid gap-3">
      {isToken && <TokenForm server={server} to={to} takesRefreshTokens={masIssuer === null} />}
      {!isToken && masIssuer !== null && (
        <MasSignIn server={server} to={to} issuer={masIssuer} isBack={isBack} />
      )}
      {!isToken && takesPasswords(found) && (
        <SignInForm server={server} serverName={found.serverName} to={to} />
      )}
      {!isToken && sso && takesPasswords(found) && <Or />}
      {!isToken && sso && <SingleSignOn server={server} to={to} providers={sso.providers} />}
      {hasOthers && (
        <Button look="quiet" onClick={() => setHasToken(!hasToken)} className="justify-self-center">
          {hasToken ? t("useOther") : t("useToken")}
        </Button>
      )}
    </div>
  );
}

function Or() {
  const t = useTranslations("signIn");
  return (
    <div className="flex items-center gap-3 text-small text-ink-3">
      <span className="h-px flex-1 bg-line" />
      {t("or")}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}
