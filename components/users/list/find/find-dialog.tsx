"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { useHasMas } from "#lib/client/mas.tsx";
import { FIND_WAYS, type FindWay } from "#lib/contract/user-lookups.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

import { FindAnswer, type Asked } from "./find-answer.tsx";

/** Looks up the owner of an address or a sign-in. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("find");
  // Synapse does not know users' outside accounts there.
  const hasMas = useHasMas();
  const [by, setBy] = useState<FindWay>("email");
  const [value, setValue] = useState("");
  const [provider, setProvider] = useState("");
  const [isWrong, setWrong] = useState(false);
  const [asked, setAsked] = useState<Asked>();

  const change = (set: () => void) => {
    set();
    setWrong(false);
    setAsked(undefined);
  };
  const onSubmit = () => {
    const isComplete = value.trim() !== "" && (by !== "sign_in" || provider.trim() !== "");
    setWrong(!isComplete);
    if (!isComplete) return;
    setAsked({
      by,
      value: trimPasted(value),
      ...(by === "sign_in" && { provider: provider.trim() }),
    });
  };

  return (
    <FormDialog title={t("title")} submitLabel={t("submit")} onSubmit={onSubmit} onClose={onClose}>
      <SegmentedControl
        legend={t("by")}
        value={by}
        choices={FIND_WAYS.filter((way) => !(hasMas && way === "sign_in")).map((way) => ({
          value: way,
          label: t(`ways.${way}`),
        }))}
        onChange={(way) => change(() => setBy(way))}
      />
      {by === "sign_in" && (
        <Field
          label={t("provider")}
          name="provider"
          autoComplete="off"
          spellCheck={false}
          maxLength={255}
          value={provider}
          onChange={(event) => change(() => setProvider(event.target.value))}
          error={isWrong && provider.trim() === "" && t("missing")}
          hint={t("providerHint")}
        />
      )}
      <Field
        label={t(`values.${by}`)}
        name="value"
        autoComplete="off"
        spellCheck={false}
        maxLength={255}
        value={value}
        onChange={(event) => change(() => setValue(event.target.value))}
        error={isWrong && value.trim() === "" && t("missing")}
        hint={t(`hints.${by}`)}
      />
      {asked && <FindAnswer asked={asked} />}
    </FormDialog>
  );
}
