"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";

import { beginningOf, dayOf } from "./days.ts";

type Dates = { from: number | null; until: number | null };

type DateRangeDialogProps = Dates & { onChoose: (dates: Dates) => void; onClose: () => void };

/** Asks for a first and a last day. */
export function DateRangeDialog({ from, until, onChoose, onClose }: DateRangeDialogProps) {
  const t = useTranslations("audit.dates");
  const [first, setFirst] = useState(from === null ? "" : dayOf(from));
  const [last, setLast] = useState(until === null ? "" : dayOf(until - 1));
  const [isWrong, setWrong] = useState(false);
  const onSubmit = () => {
    const dates = { from: beginningOf(first), until: beginningOf(last, 1) };
    const isBackwards = dates.from !== null && dates.until !== null && dates.until <= dates.from;
    setWrong(isBackwards);
    if (isBackwards) return;
    onChoose(dates);
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
      <div className="grid gap-4 md:grid-cols-2">
        <Field
          label={t("from")}
          type="date"
          value={first}
          max="9999-12-30"
          onChange={(event) => setFirst(event.target.value)}
        />
        <Field
          label={t("until")}
          type="date"
          value={last}
          max="9999-12-30"
          onChange={(event) => setLast(event.target.value)}
          error={isWrong && t("wrong")}
        />
      </div>
    </FormDialog>
  );
}
