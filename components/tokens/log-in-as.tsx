"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";

import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { toUrlAction } from "#lib/client/use-url-action.ts";
import { isSameServer, readUserName } from "#lib/matrix/user-id.ts";

/** Links to a user's page, which issues a token without the password and explains the risk. */
export function LogInAs({ server }: { server: string }) {
  const t = useTranslations("tokens.logInAs");
  const router = useRouter();
  const [error, setError] = useState<string>();

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = readUserName(String(new FormData(event.currentTarget).get("user")));
    if (!name) return setError(t("notAName"));
    if (name.server !== null && !isSameServer(name.server, server)) {
      return setError(t("otherServer", { server }));
    }
    router.push(toUrlAction(`@${name.localpart}:${server}`, "logInAs"));
  };

  return (
    <form onSubmit={onSubmit} noValidate className="flex flex-wrap items-start gap-2 px-4 pb-4">
      <div className="w-80 max-w-full">
        <Field
          label={t("user")}
          name="user"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={255}
          hint={t("userHint", { server })}
          error={error}
        />
      </div>
      <Button type="submit" className="mt-6.5 h-9.5">
        {t("submit")}
      </Button>
    </form>
  );
}
