"use client";

import { useTranslations } from "next-intl";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { NewPasswordField } from "#components/users/reset-password/new-password-field.tsx";
import type { NewPasswordState } from "#components/users/reset-password/use-new-password.ts";

type PasswordChoiceProps = {
  isWanted: boolean;
  onWanted: (isWanted: boolean) => void;
  password: NewPasswordState;
  about: string[];
  error: string | undefined;
};

/** Whether an account gets a password: without one it needs single sign-on. */
export function PasswordChoice(props: PasswordChoiceProps) {
  const { isWanted, onWanted, password, about, error } = props;
  const t = useTranslations("reactivate");
  return (
    <div className="grid grid-cols-1 gap-3">
      <RadioCards
        legend={t("passwordLegend")}
        name="password"
        value={isWanted ? "new" : "none"}
        onChange={(value) => onWanted(value === "new")}
        options={[
          { value: "new", title: t("passwordNew"), text: t("passwordNewText") },
          { value: "none", title: t("passwordNone"), text: t("passwordNoneText") },
        ]}
      />
      {isWanted && <NewPasswordField password={password} about={about} error={error} />}
    </div>
  );
}
