"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";

import { useIssueText } from "#components/errors/error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";

import { useSignIn } from "./use-sign-in.ts";

import { SignInFailed } from "./sign-in-failed.tsx";
import { useServerChoice } from "./server-chooser.tsx";

type SignInFormProps = {
  /** The chosen server, if there is a choice. */
  server: string | null;
  serverName: string | null;
  to: string;
};

export function SignInForm({ server, serverName, to }: SignInFormProps) {
  const t = useTranslations("signIn");
  const issueText = useIssueText();
  const { submit, error, isSigningIn } = useSignIn("credentials", server, to);
  const isAlive = useHydrated();
  const choice = useServerChoice();
  const fields = error?.details.fields;

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const user = String(form.get("user"));
    void submit({ user, password: String(form.get("password")) });
  };

  return (
    // Submitted before hydration, a form puts its input into the URL: it can't be until then.
    <form method="post" onSubmit={onSubmit} className="grid gap-4">
      <Field
        label={t("user")}
        name="user"
        required
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={255}
        defaultValue={choice?.user}
        onChange={(event) => choice?.setUser(event.target.value)}
        onBlur={(event) => choice?.follow(event.target.value)}
        hint={serverName ? t("userHint", { server: serverName }) : t("userHintAny")}
        error={issueText(fields?.["user"])}
      />
      <SecretField
        label={t("password")}
        name="password"
        required
        autoComplete="current-password"
        maxLength={512}
        show={t("showPassword")}
        hide={t("hidePassword")}
        error={issueText(fields?.["password"])}
      />
      {error && !fields && <SignInFailed error={error} server={server} />}
      <noscript className="text-ink-2">{t("needsScript")}</noscript>
      <Button look="primary" type="submit" disabled={!isAlive || isSigningIn} className="h-9.5">
        {isSigningIn ? t("submitting") : t("submit")}
      </Button>
    </form>
  );
}
