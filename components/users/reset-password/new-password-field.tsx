"use client";

import { Eye, EyeOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { IconButton } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Field } from "#components/ui/field.tsx";
import { PASSWORD_MIN_CHARACTERS } from "#lib/contract/users.ts";

import { generatePassword } from "#lib/generate-password.ts";
import { StrengthMeter } from "./strength-meter.tsx";

type NewPasswordFieldProps = {
  value: string;
  onChange: (password: string) => void;
  /** The user's own names, which make a password weak. */
  about: string[];
  error?: string | undefined;
};

export function NewPasswordField({ value, onChange, about, error }: NewPasswordFieldProps) {
  const t = useTranslations("password");
  const field = useTranslations("fields");
  const [isShown, setShown] = useState(true);
  const [isTyped, setTyped] = useState(false);

  const generate = () => {
    setTyped(false);
    onChange(generatePassword());
  };

  return (
    <div className="grid grid-cols-1 gap-2">
      <Field
        label={field("new_password")}
        type={isShown ? "text" : "password"}
        value={value}
        onChange={(event) => {
          setTyped(true);
          onChange(event.target.value);
        }}
        required
        maxLength={512}
        autoComplete="new-password"
        spellCheck={false}
        className="font-mono"
        error={error}
        hint={t(isTyped ? "hintTyped" : "hint", { minimum: PASSWORD_MIN_CHARACTERS })}
        buttons={
          <>
            <IconButton label={t("generate")} onClick={generate}>
              <RefreshCw />
            </IconButton>
            <IconButton label={isShown ? t("hide") : t("show")} onClick={() => setShown(!isShown)}>
              {isShown ? <EyeOff /> : <Eye />}
            </IconButton>
            <CopyButton text={value} label={t("copy")} />
          </>
        }
      />
      {isTyped && <StrengthMeter password={value} about={about} />}
    </div>
  );
}
