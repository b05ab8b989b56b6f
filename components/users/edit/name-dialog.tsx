"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { Field } from "#components/ui/field.tsx";
import { DISPLAYNAME_MAX } from "#lib/contract/accounts.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { useEdit } from "./use-edit.ts";

export function NameDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("editUser");
  const was = user.displayname ?? "";
  const [name, setName] = useState(was);
  const displayname = name.trim();
  const edit = useEdit({
    user,
    done: t(displayname ? "name.done" : "name.cleared", { name: displayname }),
    onClose,
  });
  return (
    <EditDialog
      user={user}
      title={t("name.title", { name: nameOf(user) })}
      edit={edit}
      onSubmit={() =>
        edit.save(
          { was: { displayname: was }, displayname },
          (now) => (now.displayname ?? "") === displayname,
        )
      }
      onClose={onClose}
    >
      <Field
        label={t("name.label")}
        name="displayname"
        value={name}
        onChange={(event) => setName(event.target.value)}
        maxLength={DISPLAYNAME_MAX}
        autoComplete="off"
        hint={t("name.hint")}
      />
    </EditDialog>
  );
}
