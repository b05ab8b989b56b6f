"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { useCommand } from "#lib/client/use-command.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { CheckedToken } from "./checked-token.tsx";

/** The owner of a token, and what it opens. */
export function CheckToken() {
  const t = useTranslations("tokens");
  const issueText = useIssueText();
  const { run, error, isRunning } = useCommand(api.tokens.check);
  const [checked, setChecked] = useState<{
    token: string;
    found: OutputOf<typeof api.tokens.check>;
  }>();
  const isAlive = useHydrated();
  const fields = error?.details.fields;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = trimPasted(String(new FormData(event.currentTarget).get("token")));
    const found = await run({ token });
    if (found) setChecked({ token, found });
  };

  if (checked) {
    return (
      <CheckedToken
        {...checked}
        onAnother={() => setChecked(undefined)}
        onRevoked={() => {
          setChecked(undefined);
          toastSuccess(t("check.revoked"));
        }}
      />
    );
  }
  return (
    <form method="post" onSubmit={onSubmit} className="grid gap-4 p-4">
      <p className="text-ink-2">{t("check.lead")}</p>
      <SecretField
        label={t("token")}
        name="token"
        required
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={4096}
        show={t("show")}
        hide={t("hide")}
        error={issueText(fields?.["token"])}
      />
      {error && !fields && <ErrorNotice body={error.toBody()} />}
      <Button type="submit" disabled={!isAlive || isRunning} className="justify-self-start">
        {isRunning ? t("check.running") : t("check.submit")}
      </Button>
    </form>
  );
}
