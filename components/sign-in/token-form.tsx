"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";

import { useIssueText } from "#components/errors/error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { SignInFailed } from "./sign-in-failed.tsx";
import { useSignIn } from "./use-sign-in.ts";

type TokenFormProps = {
  server: string | null;
  to: string;
  /** Not under MAS, which refreshes a token only for its own client. */
  takesRefreshTokens: boolean;
};

/** Sign-in with an existing access token. */
export function TokenForm({ server, to, takesRefreshTokens }: TokenFormProps) {
  const t = useTranslations("signIn");
  const issueText = useIssueText();
  const { submit, error, isSigningIn } = useSignIn("token", server, to);
  const isAlive = useHydrated();
  const fields = error?.details.fields;
  const shared = {
    show: t("token.show"),
    hide: t("token.hide"),
    autoComplete: "off",
    autoCapitalize: "none",
    spellCheck: false,
    maxLength: 4096,
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => trimPasted(String(form.get(name) ?? ""));
    void submit({ access_token: text("access_token"), refresh_token: text("refresh_token") });
  };

  return (
    <form method="post" onSubmit={onSubmit} className="grid gap-4">
      <SecretField
        {...shared}
        label={t("token.access")}
        name="access_token"
        required
        hint={t(takesRefreshTokens ? "token.accessHint" : "token.personalHint")}
        error={issueText(fields?.["access_token"])}
      />
      {takesRefreshTokens && (
        <SecretField
          {...shared}
          label={t("token.refresh")}
          name="refresh_token"
          hint={t("token.refreshHint")}
          error={issueText(fields?.["refresh_token"])}
        />
      )}
      {error && !fields && <SignInFailed error={error} server={server} />}
      <Button look="primary" type="submit" disabled={!isAlive || isSigningIn} className="h-9.5">
        {isSigningIn ? t("submitting") : t("submit")}
      </Button>
    </form>
  );
}
