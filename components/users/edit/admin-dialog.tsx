"use client";

import { useTranslations } from "next-intl";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { useEdit } from "./use-edit.ts";

type AdminDialogProps = UserDialogProps & { change: "grant" | "revoke" };

/** Grants or revokes server admin rights. */
export function AdminDialog({ change, user, onClose }: AdminDialogProps) {
  const t = useTranslations(`editUser.admin.${change}`);
  const name = nameOf(user);
  const admin = change === "grant";
  const edit = useEdit({
    user,
    done: t("done", { name }),
    onClose,
  });
  return (
    <EditDialog
      user={user}
      title={t("title", { name })}
      submitLabel={t("submit")}
      look="danger"
      edit={edit}
      onSubmit={() =>
        edit.save({ was: { admin: user.admin }, admin }, (now) => now.admin === admin)
      }
      onClose={onClose}
    >
      <p>{t("does")}</p>
      <p className="text-ink-2">{t("note")}</p>
    </EditDialog>
  );
}
