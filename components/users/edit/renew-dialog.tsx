"use client";

import { useTranslations } from "next-intl";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { useDay } from "#components/ui/time.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

/** Extends an account where accounts expire. */
export function RenewDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("editUser.renew");
  const day = useDay();
  const { run, error, isRunning } = useCommand(api.users.renew);
  const name = nameOf(user);

  const onSubmit = async () => {
    const answer = await run({ user_id: user.name });
    if (!answer) return;
    toastSuccess(t("done", { name, until: day(answer.expiration_ts) }));
    onClose();
  };

  return (
    <FormDialog
      title={t("title", { name })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={t(isRunning ? "submitting" : "submit")}
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p>{t("does")}</p>
      {error && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
