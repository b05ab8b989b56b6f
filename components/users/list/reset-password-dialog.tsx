"use client";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";

export const ResetPasswordDialog = lazyDialog(
  () => import("#components/users/reset-password/reset-password-dialog.tsx"),
  "ResetPasswordDialog",
);
