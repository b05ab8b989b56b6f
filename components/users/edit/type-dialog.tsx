"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { useEdit } from "./use-edit.ts";

const TYPES = ["person", "bot", "support"] as const;
const isKnown = (type: string): type is (typeof TYPES)[number] =>
  TYPES.includes(type as (typeof TYPES)[number]);

/** An account's type. A custom type can be kept, and only then is offered. */
export function TypeDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("editUser.type");
  const words = useTranslations("createUser");
  const had = user.user_type || "person";
  const [type, setType] = useState(had);
  const user_type = type === "person" ? null : type;
  const edit = useEdit({
    user,
    done: t("done", { name: nameOf(user) }),
    onClose,
  });
  return (
    <EditDialog
      user={user}
      title={t("title", { name: nameOf(user) })}
      edit={edit}
      onSubmit={() =>
        edit.save(
          { was: { user_type: user.user_type ?? null }, user_type },
          (now) => (now.user_type || null) === user_type,
        )
      }
      onClose={onClose}
    >
      <RadioCards
        legend={words("type")}
        name="user_type"
        value={type}
        onChange={setType}
        options={[...new Set([...TYPES, had])].map((value) =>
          isKnown(value)
            ? { value, title: words(`types.${value}`), text: words(`typeTexts.${value}`) }
            : { value, title: value, text: t("own") },
        )}
      />
    </EditDialog>
  );
}
