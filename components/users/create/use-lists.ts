import { useTranslations } from "next-intl";

import { useList, type Read } from "#components/ui/use-list.ts";
import { Email, Phone } from "#lib/contract/accounts.ts";
import { RoomIdOrAlias } from "#lib/contract/kit/scalars.ts";
import { trimPasted } from "#lib/matrix/trim-pasted.ts";

type Schema = { safeParse: (typed: string) => { success: boolean; data?: string } };

function useTexts(schema: Schema, wrong: string, initial?: readonly string[]) {
  const read = (typed: string): Read<string> => {
    const { data } = schema.safeParse(trimPasted(typed));
    return data === undefined ? { wrong } : { item: data };
  };
  return useList<string>({ ...(initial && { initial }), read, nameOf: (text) => text });
}

export function useEmails(initial?: readonly string[]) {
  const t = useTranslations("createUser");
  return useTexts(Email, t("emailWrong"), initial);
}

export function usePhones(initial?: readonly string[]) {
  const t = useTranslations("createUser");
  return useTexts(Phone, t("phoneWrong"), initial);
}

export function useRooms() {
  const t = useTranslations("createUser");
  return useTexts(RoomIdOrAlias, t("roomWrong"));
}
