"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { SecretField } from "#components/ui/secret-field.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import { useCommand } from "#lib/client/use-command.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { MadeToken } from "./made-token.tsx";

/** Signs in as an account with its password, for a token that the dashboard does not keep. */
export function MakeToken() {
  const t = useTranslations("tokens.make");
  const issueText = useIssueText();
  const { run, error, isRunning } = useCommand(api.tokens.make);
  const [made, setMade] = useState<OutputOf<typeof api.tokens.make>>();
  const isAlive = useHydrated();
  const fields = error?.details.fields;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => trimPasted(String(form.get(name)));
    const device_id = text("device_id");
    const input = {
      user: text("user"),
      password: String(form.get("password")),
      device_name: text("device_name"),
      ...(device_id && { device_id }),
    };
    setMade(await run(input));
  };

  if (made) return <MadeToken made={made} onDone={() => setMade(undefined)} />;
  const shared = { autoCapitalize: "none", spellCheck: false };
  return (
    <form method="post" onSubmit={onSubmit} className="grid gap-4 p-4">
      <p className="text-ink-2">{t("lead")}</p>
      <Field
        {...shared}
        label={t("user")}
        name="user"
        required
        autoComplete="off"
        maxLength={255}
        hint={t("userHint")}
        error={issueText(fields?.["user"])}
      />
      <SecretField
        label={t("password")}
        name="password"
        required
        autoComplete="new-password"
        maxLength={512}
        show={t("showPassword")}
        hide={t("hidePassword")}
        error={issueText(fields?.["password"])}
      />
      <Field
        label={t("deviceName")}
        name="device_name"
        required
        autoComplete="off"
        maxLength={100}
        hint={t("deviceNameHint")}
        error={issueText(fields?.["device_name"])}
      />
      <Field
        {...shared}
        label={t("deviceId")}
        name="device_id"
        autoComplete="off"
        maxLength={255}
        hint={t("deviceIdHint")}
        error={issueText(fields?.["device_id"])}
      />
      {error && !fields && <ErrorNotice body={error.toBody()} />}
      <Button
        look="primary"
        type="submit"
        disabled={!isAlive || isRunning}
        className="justify-self-start"
      >
        {isRunning ? t("running") : t("submit")}
      </Button>
    </form>
  );
}
