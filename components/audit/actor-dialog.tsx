"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { UserId } from "#lib/contract/kit/scalars.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

type ActorDialogProps = {
  current: string;
  onChoose: (who: string) => void;
  onClose: () => void;
};

/** Asks for an admin by Matrix ID. */
export function ActorDialog({ current, onChoose, onClose }: ActorDialogProps) {
  const t = useTranslations("audit.somebody");
  const [who, setWho] = useState(current);
  const [isWrong, setWrong] = useState(false);
  const onSubmit = () => {
    const typed = UserId.safeParse(trimPasted(who));
    setWrong(!typed.success);
    if (!typed.success) return;
    onChoose(typed.data);
    onClose();
  };
  return (
    <FormDialog title={t("title")} submitLabel={t("submit")} onSubmit={onSubmit} onClose={onClose}>
      <Field
        label={t("label")}
        hint={t("hint")}
        value={who}
        maxLength={255}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setWho(event.target.value)}
        error={isWrong && t("wrong")}
      />
    </FormDialog>
  );
}
