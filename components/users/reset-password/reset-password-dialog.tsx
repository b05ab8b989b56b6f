"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { NewPassword } from "#lib/contract/passwords.ts";
import { type User, type UserDetail } from "#lib/contract/users.ts";
import { invalidInput, type AppError } from "#lib/errors.ts";

import { AccountNotices } from "./account-notices.tsx";
import { DevicesChoice, type DevicesDecision } from "./devices-choice.tsx";
import { nameOf } from "#lib/matrix/visible-text.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { PasswordsUnavailable, arePasswordsUnavailable } from "./passwords-unavailable.tsx";
import { ResetDone } from "./reset-done.tsx";
import { useNewPassword } from "./use-new-password.ts";

type ResetPasswordDialogProps = {
  user: User & Partial<UserDetail>;
  /** The dashboard's own device, if this is the signed-in admin: it stays. */
  ownDeviceId?: string | undefined;
  onClose: () => void;
};

/** Sets a new password, and asks what to do with the devices. */
export function ResetPasswordDialog({ user, ownDeviceId, onClose }: ResetPasswordDialogProps) {
  const t = useTranslations("password");
  const ui = useTranslations("ui");
  const issueText = useIssueText();
  const password = useNewPassword();
  const [fate, setFate] = useState<DevicesDecision>("keep");
  const [invalid, setInvalid] = useState<AppError>();
  /** The new password. */
  const [done, setDone] = useState<string>();
  const { run, error, isRunning } = useCommand(api.users.resetPassword);
  const devices = useQuery(api.devices.list, { user_id: user.name });
  const fields = (invalid ?? error)?.details.fields;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const checked = NewPassword.safeParse(password.value);
    setInvalid(checked.success ? undefined : invalidInput(checked.error));
    if (!checked.success) return;
    const logout_devices = fate === "signOut";
    const new_password = checked.data;
    if (await run({ user_id: user.name, new_password, logout_devices })) setDone(new_password);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isRunning}
      title={done !== undefined ? t("doneTitle") : t("title", { name: nameOf(user) })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
    >
      {done !== undefined ? (
        <ResetDone
          userId={user.name}
          password={done}
          fate={fate}
          ownDeviceId={ownDeviceId}
          onClose={onClose}
        />
      ) : error && arePasswordsUnavailable(error) ? (
        <PasswordsUnavailable error={error} onClose={onClose} />
      ) : (
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <AccountNotices user={user} />
            <NewPasswordField
              password={password}
              about={[user.name, user.displayname ?? ""]}
              error={issueText(fields?.["input"] ?? fields?.["new_password"])}
            />
            <DevicesChoice
              devices={devices.data?.devices}
              ownDeviceId={ownDeviceId}
              value={fate}
              onChange={setFate}
            />
            {error && !fields && <ErrorNotice body={error.toBody()} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose} disabled={isRunning}>
              {ui("cancel")}
            </Button>
            <Button
              type="submit"
              look={fate === "keep" ? "primary" : "danger"}
              disabled={isRunning}
            >
              {isRunning ? t("submitting") : fate === "keep" ? t("submit") : t("submitSignOut")}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  );
}
