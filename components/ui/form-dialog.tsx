"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Button } from "./button.tsx";
import { Dialog, DialogBody, DialogFooter } from "./dialog.tsx";

type FormDialogProps = {
  title: ReactNode;
  subtitle?: ReactNode;
  submitLabel: string;
  /** The submit button's. */
  look?: "primary" | "danger";
  /** While the submission runs. */
  isRunning?: boolean;
  onSubmit: (form: HTMLFormElement) => unknown;
  onClose: () => void;
  children: ReactNode;
};

/** A modal with a form, a cancel button and a submit button. */
export function FormDialog(props: FormDialogProps) {
  const { title, subtitle, submitLabel, look = "primary", isRunning = false } = props;
  const { onSubmit, onClose, children } = props;
  const t = useTranslations("ui");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isRunning}
      title={title}
      subtitle={subtitle}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit(event.currentTarget);
        }}
        noValidate
      >
        <DialogBody>{children}</DialogBody>
        <DialogFooter>
          <Button onClick={onClose} disabled={isRunning}>
            {t("cancel")}
          </Button>
          <Button type="submit" look={look} disabled={isRunning}>
            {submitLabel}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
