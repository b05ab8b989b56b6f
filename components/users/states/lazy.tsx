import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import type { UserDialogProps } from "#components/users/user-action.ts";

import type { StateChange } from "./state-changes.ts";

const StateDialog = lazyDialog(() => import("./state-dialog.tsx"), "StateDialog");

/** One dialog per change of state. They load together, when the first is opened. */
export const stateDialog = (change: StateChange) =>
  function Dialog(props: UserDialogProps) {
    return <StateDialog change={change} {...props} />;
  };
