"use client";

import { useTranslations } from "next-intl";

import { useConfirmName } from "#components/forms/confirm-name.tsx";
import type { UserDialogProps } from "#components/users/user-action.ts";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { nameOf } from "#lib/matrix/visible-text.ts";
import { isLoss } from "./bulk-actions.ts";
import { TaskDialog } from "./task-dialog.tsx";

/** Jobs on a single account. Each has a text in `bulk.one`. */
export const USER_TASKS = ["notify", "join", "deleteMedia", "redact"] as const;
export type UserTask = (typeof USER_TASKS)[number];

type UserTaskDialogProps = UserDialogProps & { action: UserTask };

/** Says what will happen to this account, requires its name if there are losses, and starts the job. */
export function UserTaskDialog({ action, user, onClose }: UserTaskDialogProps) {
  const t = useTranslations("bulk");
  const confirmation = useConfirmName(user.name);
  return (
    <TaskDialog
      action={action}
      isOne
      selection={{ user_ids: [user.name] }}
      title={t(`one.${action}`, { name: nameOf(user) })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={t(`oneSubmit.${action}`)}
      confirmation={isLoss(action) ? confirmation : undefined}
      onClose={onClose}
    />
  );
}
