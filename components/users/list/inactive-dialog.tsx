"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";

import { isDays } from "#components/users/bulk/bulk-options.ts";

type UnseenDialogProps = {
  days: number;
  onChoose: (days: number) => void;
  onClose: () => void;
};

/** Asks for a number of days. */
export function InactiveDialog({ days, onChoose, onClose }: UnseenDialogProps) {
  const t = useTranslations("users.unseenDialog");
  const bulk = useTranslations("bulk");
  const [typed, setTyped] = useState(`${days}`);
  const [isWrong, setWrong] = useState(false);
  const onSubmit = () => {
    setWrong(!isDays(typed));
    if (!isDays(typed)) return;
    onChoose(Number(typed));
    onClose();
  };
  return (
    <FormDialog
      title={t("title")}
      subtitle={t("hint")}
      submitLabel={t("submit")}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field
        label={t("label")}
        name="days"
        type="number"
        min={1}
        max={3650}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        error={isWrong && bulk("daysWrong")}
      />
    </FormDialog>
  );
}
