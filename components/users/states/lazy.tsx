import dynamic from "next/dynamic";

import type { UserDialogProps } from "#components/users/user-action.ts";

import type { StateChange } from "./state-changes.ts";

/** One dialog per change of state. They load together, when the first is opened. */
export const stateDialog = (change: StateChange) =>
  dynamic<UserDialogProps>(
    () =>
      import("./state-dialog.tsx").then(
        ({ StateDialog }) =>
          function Dialog(props: UserDialogProps) {
            return <StateDialog change={change} {...props} />;
          },
      ),
    { ssr: false },
  );
