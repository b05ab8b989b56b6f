"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { useCommand } from "#lib/client/use-command.ts";
import { DEVICE_NAME_MAX, type Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { invalidInput, type AppError } from "#lib/errors.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

type RenameDialogProps = { userId: string; device: Device; onClose: () => void };

export function RenameDialog({ userId, device, onClose }: RenameDialogProps) {
  const t = useTranslations("devices");
  const field = useTranslations("fields");
  const issueText = useIssueText();
  const { run, error, isRunning } = useCommand(api.devices.rename);
  const [invalid, setInvalid] = useState<AppError>();
  const { device_id, display_name } = device;
  const issues = (invalid ?? error)?.details.fields;

  const onSubmit = async (form: HTMLFormElement) => {
    const name = String(new FormData(form).get("display_name")).trim();
    const input = { user_id: userId, device_id, display_name: name };
    const checked = api.devices.rename.input.safeParse(input);
    setInvalid(checked.success ? undefined : invalidInput(checked.error));
    if (!checked.success || !(await run(input))) return;
    toastSuccess(t("renamed", { name }));
    onClose();
  };

  return (
    <FormDialog
      title={t("renameTitle", { name: visibleName(display_name || device_id) })}
      submitLabel={t("save")}
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <Field
        label={field("display_name")}
        name="display_name"
        defaultValue={display_name ?? ""}
        maxLength={DEVICE_NAME_MAX}
        autoComplete="off"
        error={issueText(issues?.["display_name"])}
      />
      {error && !issues && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
