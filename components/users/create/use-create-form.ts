import { useTranslations } from "next-intl";
import { useState } from "react";

import { useNewPassword } from "#components/users/reset-password/use-new-password.ts";
import { useIssueText } from "#components/errors/error-text.ts";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import { NewUserId } from "#lib/contract/kit/scalars.ts";
import { NewPassword } from "#lib/contract/passwords.ts";
import { invalidInput, type ErrorCode } from "#lib/errors.ts";

import type { NewAccount, SignInMethods } from "./created-user.ts";
import { useExternalIds } from "./external-ids-field.tsx";
import { useNameCheck } from "./name-field.tsx";
import { useEmails, usePhones, useRooms } from "./use-lists.ts";

/** After these errors the account exists, or may. */
const MAY_EXIST: readonly ErrorCode[] = ["outcome_unknown", "already_exists", "overwritten"];

type Wrong = { name?: string | undefined; password?: string | undefined };

/** The form's values, and submitting them. */
export function useCreateForm(
  ways: SignInMethods,
  server: string,
  onDone: (account: NewAccount) => void,
) {
  const t = useTranslations("createUser");
  const issueText = useIssueText();
  const [name, setName] = useState("");
  const [displayname, setDisplayname] = useState("");
  const [withPassword, setWithPassword] = useState(ways.passwords);
  const password = useNewPassword();
  const [userType, setUserType] = useState<"person" | "bot" | "support">("person");
  const [isAdmin, setAdmin] = useState(false);
  const [wrong, setWrong] = useState<Wrong>({});
  const check = useNameCheck(name);
  const externalIds = useExternalIds(ways.providers);
  const emails = useEmails();
  const phones = usePhones();
  const rooms = useRooms();
  const { run, error, isRunning } = useCommand(api.users.create);

  /** Includes list entries not added yet. Undefined: one is invalid. */
  const settle = () => {
    const lists = {
      external_ids: externalIds.list.settle(),
      emails: emails.settle(),
      phones: phones.settle(),
      rooms: rooms.settle(),
    };
    const user_id = `@${name}:${server}`;
    const isName = name !== "" && NewUserId.safeParse(user_id).success;
    const checked = NewPassword.safeParse(password.value);
    const weak = checked.success || !withPassword ? undefined : invalidInput(checked.error);
    setWrong({
      name: isName ? undefined : t(name === "" ? "names.missing" : "names.invalid"),
      password: issueText(weak?.details.fields?.["input"]),
    });
    const { external_ids, emails: mails, phones: numbers, rooms: joins } = lists;
    if (!isName || weak || check.isRefused || !external_ids || !mails || !numbers || !joins) return;
    return {
      user_id,
      ...(withPassword && { password: password.value }),
      ...(displayname.trim() && { displayname: displayname.trim() }),
      ...(userType !== "person" && { user_type: userType }),
      admin: isAdmin,
      external_ids: [...external_ids],
      threepids: [
        ...mails.map((address) => ({ medium: "email" as const, address })),
        ...numbers.map((address) => ({ medium: "msisdn" as const, address })),
      ],
      rooms: [...joins],
    };
  };

  const submit = async () => {
    const input = settle();
    if (!input) return;
    const answer = await run(input);
    if (answer) {
      onDone({ answer, ways, password: input.password });
    }
  };

  return {
    fields: { name, displayname, withPassword, password, userType, isAdmin },
    set: { setName, setDisplayname, setWithPassword, setUserType, setAdmin },
    lists: { externalIds, emails, phones, rooms },
    check,
    wrong,
    submit,
    error,
    /** Where to look for the account, which may exist. */
    existing: error && MAY_EXIST.includes(error.code) ? `@${name}:${server}` : undefined,
    isRunning,
  };
}
