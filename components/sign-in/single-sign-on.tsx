"use client";

import { useTranslations } from "next-intl";

import { Avatar } from "#components/ui/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { Provider } from "#lib/contract/sign-in/discovery.ts";

import { SignInFailed } from "./sign-in-failed.tsx";
import { useSsoRedirect } from "./use-redirect.ts";

type SingleSignOnProps = {
  server: string | null;
  to: string;
  /** Empty: the homeserver asks which, if it has several. */
  providers: readonly Provider[];
};

/** A button for each single sign-on provider. */
export function SingleSignOn({ server, to, providers }: SingleSignOnProps) {
  const t = useTranslations("signIn");
  const { leave, error, isLeaving } = useSsoRedirect();
  const isAlive = useHydrated();
  const go = (provider?: string) =>
    leave({ way: "sso", to, ...(server && { server }), ...(provider && { provider }) });
  const choices = providers.length > 0 ? providers : [{ id: "", name: t("wayNames.sso") }];
  return (
    <div className="grid gap-2">
      {choices.map(({ id, name, icon }) => (
        <Button
          key={id}
          disabled={!isAlive || isLeaving}
          onClick={() => void go(id)}
          className="h-9.5 justify-center gap-2.5"
        >
          <Avatar
            name={name}
            size="mark"
            {...(icon && { picture: { small: icon, large: icon } })}
          />
          {t("continueWith", { provider: name })}
        </Button>
      ))}
      {error && <SignInFailed error={error} server={server} />}
    </div>
  );
}
