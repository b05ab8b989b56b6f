import dynamic from "next/dynamic";

import type { UserDialogProps } from "#components/users/user-action.ts";

export const DeactivateDialog = dynamic<UserDialogProps>(
  () =>
    import("./deactivate-dialog.tsx").then(
      ({ DeactivateOrEraseDialog }) =>
        function Deactivate(props: UserDialogProps) {
          return <DeactivateOrEraseDialog erase={false} {...props} />;
        },
    ),
  { ssr: false },
);

export const EraseDialog = dynamic<UserDialogProps>(
  () =>
    import("./deactivate-dialog.tsx").then(
      ({ DeactivateOrEraseDialog }) =>
        function Erase(props: UserDialogProps) {
          return <DeactivateOrEraseDialog erase {...props} />;
        },
    ),
  { ssr: false },
);

export const ReportDialog = dynamic<UserDialogProps>(
  () => import("./report-dialog.tsx").then((module) => module.ReportDialog),
  { ssr: false },
);

export const ReactivateDialog = dynamic<UserDialogProps>(
  () => import("./reactivate-dialog.tsx").then((module) => module.ReactivateDialog),
  { ssr: false },
);
