import type { ComponentType } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import type { UserDialogProps } from "#components/users/user-action.ts";

import type { EditId } from "./edit-dialogs.tsx";

/** One dialog per edit. They load together, when the first is opened. */
export const editUserDialog = (id: EditId): ComponentType<UserDialogProps> =>
  lazyDialog(() => import("./edit-dialogs.tsx").then(({ EDIT_DIALOGS }) => EDIT_DIALOGS), id);
