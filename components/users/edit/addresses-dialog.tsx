"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { useEmails, usePhones } from "#components/users/create/use-lists.ts";
import type { UserDialogProps } from "#components/users/user-action.ts";
import { ListField } from "#components/ui/list-field.tsx";
import type { UserDetail } from "#lib/contract/users.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { TakeAway } from "./take-away.tsx";
import { useEdit } from "./use-edit.ts";

export type Medium = "email" | "msisdn";
type AddressesDialogProps = UserDialogProps & { medium: Medium };

/** Adds and removes email addresses, or phone numbers. */
export function AddressesDialog({ medium, user, onClose }: AddressesDialogProps) {
  const t = useTranslations("editUser");
  const words = useTranslations("createUser");
  const had = addressesOf(user, medium);
  const emails = useEmails(medium === "email" ? had : []);
  const phones = usePhones(medium === "msisdn" ? had : []);
  const list = medium === "email" ? emails : phones;
  const [agreed, setAgreed] = useState<readonly string[]>([]);
  const edit = useEdit({
    user,
    done: t(`${medium}.done`, { name: nameOf(user) }),
    onClose,
  });
  const { owner } = edit.error?.code === "address_taken" ? edit.error.details : {};

  const onSubmit = () => {
    const items = list.settle();
    if (!items) return;
    const was = user.threepids.map(({ medium: kind, address }) => ({ medium: kind, address }));
    const change = {
      was: { threepids: was },
      threepids: [
        ...was.filter((one) => one.medium !== medium),
        ...items.map((address) => ({ medium, address })),
      ],
      taken_from: [...agreed],
    };
    return edit.save(change, (now) => isSame(addressesOf(now, medium), items));
  };

  return (
    <EditDialog
      user={user}
      title={t(`${medium}.title`, { name: nameOf(user) })}
      edit={edit}
      instead={
        edit.error && owner ? (
          <TakeAway
            owner={owner}
            address={edit.error.details.about ?? ""}
            isAgreed={agreed.includes(owner)}
            onAgree={(isAgreed) =>
              setAgreed(isAgreed ? [...agreed, owner] : agreed.filter((one) => one !== owner))
            }
          />
        ) : undefined
      }
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <ListField
        list={list}
        label={words(medium === "email" ? "email" : "phone")}
        inputMode={medium === "email" ? "email" : "tel"}
        hint={t(`${medium}.hint`)}
      />
    </EditDialog>
  );
}

const addressesOf = ({ threepids }: UserDetail, medium: Medium) =>
  threepids.filter((one) => one.medium === medium).map(({ address }) => address);

const isSame = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((item) => other.includes(item));
