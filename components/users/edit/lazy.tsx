import dynamic from "next/dynamic";
import type { ComponentType } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";

import type { EditId } from "./edit-dialogs.tsx";

/** One dialog per edit. They load together, when the first is opened. */
export const editUserDialog = (id: EditId): ComponentType<UserDialogProps> =>
  dynamic<UserDialogProps>(
    () => import("./edit-dialogs.tsx").then(({ EDIT_DIALOGS }) => EDIT_DIALOGS[id]),
    { ssr: false },
  );
