"use client";

import { useTranslations } from "next-intl";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Field } from "#components/ui/field.tsx";
import { TextArea } from "#components/ui/text-area.tsx";
import { useLacking } from "#lib/client/synapse-version.tsx";
import { SINCE } from "#lib/contract/kit/synapse-versions.ts";
import { isRoomId } from "#lib/matrix/identifiers.ts";

import type { ChoicesProps } from "./bulk-options.ts";
import { isCountOfMessages, roomsIn } from "./bulk-options.ts";
import { DaysField } from "./days-field.tsx";

/** Which messages, as which sender, and why. */
export function RedactChoices(props: ChoicesProps) {
  const { options, onChange, isWrong } = props;
  const t = useTranslations("bulk.redact");
  const values = useTranslations("values");
  const unlessLacking = (version: string | undefined) =>
    version === undefined ? {} : { unavailable: values("needsSynapse", { version }) };
  const byTime = unlessLacking(useLacking("redactionByTime"));
  const asAdmin = unlessLacking(useLacking("redactionAsAdmin"));
  const daysText = t("daysText", { version: SINCE.redactionByTime });
  const memberships = useLacking("memberships");
  const areRooms = roomsIn(options.rooms).every(isRoomId);
  return (
    <>
      <RadioCards
        legend={t("where")}
        name="where"
        value={options.where}
        onChange={(where) => onChange({ where })}
        options={[
          {
            value: "everywhere",
            title: t("everywhere"),
            text: memberships
              ? t("withoutLeftText", { version: memberships })
              : t("everywhereText", { version: SINCE.memberships }),
          },
          { value: "rooms", title: t("rooms"), text: t("roomsText") },
        ]}
      />
      {options.where === "rooms" && (
        <TextArea
          label={t("roomIds")}
          name="rooms"
          rows={3}
          spellCheck={false}
          className="font-mono text-small"
          value={options.rooms}
          onChange={(event) => onChange({ rooms: event.target.value })}
          error={isWrong && (options.rooms.trim() === "" || !areRooms) && t("roomsWrong")}
        />
      )}
      <RadioCards
        legend={t("when")}
        name="when"
        value={options.when}
        onChange={(when) => onChange({ when })}
        options={[
          { value: "all", title: t("all"), text: t("allText") },
          { value: "days", title: t("days"), text: daysText, ...byTime },
          { value: "older", title: t("older"), text: daysText, ...byTime },
          { value: "newest", title: t("newest"), text: t("newestText") },
        ]}
      />
      {(options.when === "days" || options.when === "older") && (
        <DaysField label={t("howManyDays")} {...props} />
      )}
      {options.when === "newest" && (
        <Field
          label={t("howMany")}
          name="newest"
          type="number"
          min={1}
          max={999_999}
          value={options.newest}
          onChange={(event) => onChange({ newest: event.target.value })}
          error={isWrong && !isCountOfMessages(options.newest) && t("howManyWrong")}
        />
      )}
      <RadioCards
        legend={t("as")}
        name="as"
        value={options.as}
        onChange={(as) => onChange({ as })}
        options={[
          { value: "user", title: t("asUser"), text: t("asUserText") },
          { value: "admin", title: t("asAdmin"), text: t("asAdminText"), ...asAdmin },
        ]}
      />
      <Field
        label={t("reason")}
        name="reason"
        autoComplete="off"
        maxLength={500}
        value={options.reason}
        onChange={(event) => onChange({ reason: event.target.value })}
        hint={t("reasonHint")}
      />
    </>
  );
}
