"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { IconButton } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from "#lib/contract/passwords.ts";

import { PolicyNotice } from "./policy-notice.tsx";
import { StrengthMeter } from "./strength-meter.tsx";
import type { NewPasswordState } from "./use-new-password.ts";

type NewPasswordFieldProps = {
  password: NewPasswordState;
  /** The user's own names, which weaken a password. */
  about: string[];
  error?: string | undefined;
};

export function NewPasswordField({ password, about, error }: NewPasswordFieldProps) {
  const t = useTranslations("password");
  const field = useTranslations("fields");
  const [isShown, setShown] = useState(true);
  const { value, isTyped, policy } = password;
  return (
    <div className="grid grid-cols-1 gap-2">
      <Field
        label={field("new_password")}
        type={isShown ? "text" : "password"}
        value={value}
        onChange={(event) => password.type(event.target.value)}
        required
        maxLength={PASSWORD_MAX_CHARACTERS}
        autoComplete="new-password"
        spellCheck={false}
        className="font-mono"
        error={error}
        hint={t(isTyped ? "hintTyped" : "hint", { minimum: PASSWORD_MIN_CHARACTERS })}
        buttons={
          <>
            <IconButton label={t("generate")} onClick={password.generate}>
              <RefreshCw />
            </IconButton>
            <IconButton label={isShown ? t("hide") : t("show")} onClick={() => setShown(!isShown)}>
              {isShown ? <EyeOff /> : <Eye />}
            </IconButton>
            <CopyButton text={value} label={t("copy")} />
          </>
        }
      />
      <PolicyNotice policy={policy} password={value} />
      {isTyped && <StrengthMeter password={value} about={about} />}
    </div>
  );
}
