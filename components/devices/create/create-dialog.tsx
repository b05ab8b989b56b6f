"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { toastSuccess, toastError } from "#components/ui/toast.ts";
import { useCommand } from "#lib/client/use-command.ts";
import { DEVICE_NAME_MAX } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { invalidInput, type AppError } from "#lib/errors.ts";
import { visibleIdentifier, visibleName } from "#lib/matrix/visible-text.ts";

import { newDeviceId } from "./new-device-id.ts";

type CreateDialogProps = { userId: string; onClose: () => void };

/** Asks for a device's ID and name. Explains its purpose, since the device alone is useless. */
export function CreateDialog({ userId, onClose }: CreateDialogProps) {
  const t = useTranslations("devices.create");
  const field = useTranslations("fields");
  const issueText = useIssueText();
  const { run, error, isRunning } = useCommand(api.devices.create);
  const [suggested] = useState(newDeviceId);
  const [invalid, setInvalid] = useState<AppError>();
  const issues = (invalid ?? error)?.details.fields;
  const isTaken = !invalid && error?.code === "device_exists";

  const onSubmit = async (form: HTMLFormElement) => {
    const entered = new FormData(form);
    const display_name = String(entered.get("display_name")).trim();
    const input = {
      user_id: userId,
      device_id: String(entered.get("device_id")).trim(),
      ...(display_name !== "" && { display_name }),
    };
    const checked = api.devices.create.input.safeParse(input);
    setInvalid(checked.success ? undefined : invalidInput(checked.error));
    if (!checked.success) return;
    const answer = await run(input);
    if (!answer) return;
    const { device } = answer;
    if (display_name !== "" && device.display_name !== display_name) {
      toastError(t("unnamed", { id: visibleIdentifier(device.device_id) }));
    } else {
      toastSuccess(t("done", { name: visibleName(device.display_name || device.device_id) }));
    }
    onClose();
  };

  return (
    <FormDialog
      title={t("title")}
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
      submitLabel={t("submit")}
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p className="text-ink-2">{t("explain")}</p>
      <Field
        label={field("device_id")}
        name="device_id"
        defaultValue={suggested}
        maxLength={512}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-small"
        hint={t("idHint")}
        error={isTaken ? t("taken") : issueText(issues?.["device_id"])}
      />
      <Field
        label={t("name")}
        name="display_name"
        maxLength={DEVICE_NAME_MAX}
        autoComplete="off"
        error={issueText(issues?.["display_name"])}
      />
      {error && !issues && !isTaken && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
