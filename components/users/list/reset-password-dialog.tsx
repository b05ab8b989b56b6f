"use client";

import dynamic from "next/dynamic";

/**
 * Dialogs come when somebody opens one, not with every page that could. Never on the server: that is
 * also what keeps React from hiding the page around one while it loads.
 */
export const ResetPasswordDialog = dynamic(
  () =>
    import("#components/users/reset-password/reset-password-dialog.tsx").then(
      (module) => module.ResetPasswordDialog,
    ),
  { ssr: false },
);
