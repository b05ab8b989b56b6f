import dynamic from "next/dynamic";

import type { UserDialogProps } from "#components/users/user-action.ts";

import type { UserTask } from "./user-task-dialog.tsx";

/** One dialog per task. They load together, when the first is opened. */
export const userTaskDialog = (action: UserTask) =>
  dynamic<UserDialogProps>(
    () =>
      import("./user-task-dialog.tsx").then(
        ({ UserTaskDialog }) =>
          function Dialog(props: UserDialogProps) {
            return <UserTaskDialog action={action} {...props} />;
          },
      ),
    { ssr: false },
  );
