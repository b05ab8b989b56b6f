"use client";

import dynamic from "next/dynamic";

/**
 * Dialogs load when opened, not with every page. Never on the server: that also keeps React from hiding the
 * page around one while it loads.
 */
export const ResetPasswordDialog = dynamic(
  () =>
    import("#components/users/reset-password/reset-password-dialog.tsx").then(
      (module) => module.ResetPasswordDialog,
    ),
  { ssr: false },
);
