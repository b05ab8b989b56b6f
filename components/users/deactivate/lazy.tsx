import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import type { UserDialogProps } from "#components/users/user-action.ts";

const DeactivateOrEraseDialog = lazyDialog(
  () => import("./deactivate-dialog.tsx"),
  "DeactivateOrEraseDialog",
);

export const DeactivateDialog = (props: UserDialogProps) => (
  <DeactivateOrEraseDialog erase={false} {...props} />
);

export const EraseDialog = (props: UserDialogProps) => <DeactivateOrEraseDialog erase {...props} />;

export const ReportDialog = lazyDialog(() => import("./report-dialog.tsx"), "ReportDialog");

export const ReactivateDialog = lazyDialog(
  () => import("./reactivate-dialog.tsx"),
  "ReactivateDialog",
);
