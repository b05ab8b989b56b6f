"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { useHydrated } from "#components/ui/use-hydrated.ts";
import type { DiagnosticsQuestion } from "#lib/contract/sign-in/diagnostics.ts";

type DoctorFormProps = {
  server: string | null;
  isChosen: boolean;
  isLooking: boolean;
  onLook: (question: DiagnosticsQuestion) => Promise<void>;
};

/** The server to diagnose. Sign-in itself is tested with a name and password. */
export function DiagnosticsForm({ server, isChosen, isLooking, onLook }: DoctorFormProps) {
  const t = useTranslations("diagnostics");
  const signIn = useTranslations("signIn");
  const servers = useTranslations("servers");
  const isAlive = useHydrated();
  const [isTrying, setTrying] = useState(false);
  return (
    // Submitted before hydration, a form puts its input into the URL: it can't be until then.
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const given = [...form].filter(([, value]) => value !== "");
        void onLook(Object.fromEntries(given) as DiagnosticsQuestion);
      }}
    >
      {isChosen && (
        <Field
          label={servers("label")}
          name="server"
          required
          defaultValue={server ?? ""}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
        />
      )}
      {isTrying && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={signIn("user")}
            name="user"
            required
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={255}
          />
          <Field
            label={signIn("password")}
            name="password"
            required
            type="password"
            autoComplete="current-password"
            maxLength={512}
            hint={t("passwordHint")}
          />
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" disabled={!isAlive || isLooking}>
          {t("look")}
        </Button>
        {!isTrying && <Button onClick={() => setTrying(true)}>{t("withPassword")}</Button>}
      </div>
    </form>
  );
}
