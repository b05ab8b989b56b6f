"use client";

import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import type { InputOf, Published } from "#lib/contract/kit/endpoint.ts";
import { invalidInput, type AppError } from "#lib/errors.ts";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { useIssueText } from "#components/errors/error-text.ts";
import { fieldsOf, readForm } from "./fields.ts";

type CommandDialogProps<A extends Published> = {
  action: A;
  /** The part of the input that the page already knows. */
  known: Partial<InputOf<A>>;
  /** The fields' initial values. */
  current?: Partial<Record<keyof InputOf<A>, string>>;
  title: string;
  subtitle?: ReactNode;
  submitLabel: string;
  onDone: (input: InputOf<A>) => void;
  onClose: () => void;
};

/** Asks for the rest of an action's input in a dialog, and runs it. */
export function CommandDialog<A extends Published>(props: CommandDialogProps<A>) {
  const { action, known, current, title, subtitle, submitLabel, onDone, onClose } = props;
  const t = useTranslations("fields");
  const issueText = useIssueText();
  const { run, error, isRunning } = useCommand(action);
  const [invalid, setInvalid] = useState<AppError>();
  const fields = fieldsOf(action, known);
  const issues = (invalid ?? error)?.details.fields;

  const onSubmit = async (form: HTMLFormElement) => {
    const input = { ...known, ...readForm(fields, new FormData(form)) };
    const checked = action.input.safeParse(input);
    setInvalid(checked.success ? undefined : invalidInput(checked.error));
    if (!checked.success) return;
    const done = await run(input as InputOf<A>);
    if (done === undefined) return;
    onDone(input as InputOf<A>);
    onClose();
  };

  return (
    <FormDialog
      title={title}
      subtitle={subtitle}
      submitLabel={submitLabel}
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {fields.map(({ name, type, maxLength }) =>
        type === "checkbox" ? (
          <label key={name} className="flex items-center gap-2.5">
            <Checkbox name={name} />
            {t(name as "display_name")}
          </label>
        ) : (
          <Field
            key={name}
            label={t(name as "display_name")}
            name={name}
            type={type}
            maxLength={maxLength}
            defaultValue={current?.[name as keyof InputOf<A>]}
            autoComplete="off"
            error={issueText(issues?.[name])}
          />
        ),
      )}
      {error && !issues && <ErrorNotice body={error.toBody()} />}
    </FormDialog>
  );
}
