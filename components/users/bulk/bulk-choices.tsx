"use client";

import { useTranslations } from "next-intl";
import type { ComponentType } from "react";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { CheckboxField } from "#components/ui/checkbox-field.tsx";

import { DaysField } from "./days-field.tsx";
import type { BulkAction } from "./bulk-actions.ts";
import type { ChoicesProps } from "./bulk-options.ts";
import { NoticesOff } from "./notices-off.tsx";
import { RedactChoices } from "./redact-choices.tsx";

function DevicesChoice({ options, onChange, isWrong }: ChoicesProps) {
  const t = useTranslations("bulk.devices");
  return (
    <>
      <RadioCards
        legend={t("legend")}
        name="devices"
        value={options.devices}
        onChange={(devices) => onChange({ devices })}
        options={[
          { value: "all", title: t("all"), text: t("allText") },
          { value: "unseen", title: t("unseen"), text: t("unseenText") },
        ]}
      />
      {options.devices === "unseen" && (
        <DaysField label={t("days")} {...{ options, onChange, isWrong }} />
      )}
    </>
  );
}

function TypeChoice({ options, onChange }: ChoicesProps) {
  const t = useTranslations("bulk.types");
  return (
    <RadioCards
      legend={t("legend")}
      name="userType"
      value={options.userType}
      onChange={(userType) => onChange({ userType })}
      options={(["bot", "support", "none"] as const).map((value) => ({
        value,
        title: t(value),
        text: t(`texts.${value}`),
      }))}
    />
  );
}

function RoomChoice({ options, onChange, isWrong }: ChoicesProps) {
  const t = useTranslations("bulk.room");
  return (
    <Field
      label={t("label")}
      name="room"
      autoComplete="off"
      spellCheck={false}
      maxLength={255}
      placeholder={t("placeholder")}
      value={options.room}
      onChange={(event) => onChange({ room: event.target.value })}
      error={isWrong && t("wrong")}
      hint={t("hint")}
    />
  );
}

function NoticeChoices({ options, onChange, isWrong, isOne }: ChoicesProps) {
  const t = useTranslations("bulk.notice");
  return (
    <>
      <NoticesOff />
      <TextArea
        label={t("label")}
        name="text"
        rows={5}
        maxLength={10_000}
        value={options.text}
        onChange={(event) => onChange({ text: event.target.value })}
        error={isWrong && t("wrong")}
        hint={t("hint")}
      />
      {!isOne && (
        <CheckboxField
          isOn={options.peopleOnly}
          onChange={(peopleOnly) => onChange({ peopleOnly })}
          hint={t("peopleOnlyHint")}
        >
          {t("peopleOnly")}
        </CheckboxField>
      )}
    </>
  );
}

function RestoreChoice({ options, onChange }: ChoicesProps) {
  const t = useTranslations("bulk.restore");
  return (
    <CheckboxField
      isOn={options.restores}
      onChange={(restores) => onChange({ restores })}
      hint={t("hint")}
    >
      {t("label")}
    </CheckboxField>
  );
}

/** The fields of the actions that ask for more than a confirmation. */
export const BULK_CHOICES: Partial<Record<BulkAction, ComponentType<ChoicesProps>>> = {
  revoke: DevicesChoice,
  setType: TypeChoice,
  join: RoomChoice,
  notify: NoticeChoices,
  redact: RedactChoices,
  reactivate: RestoreChoice,
};
