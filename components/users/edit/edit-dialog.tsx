"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { UserDetail } from "#lib/contract/users.ts";
import type { AppError } from "#lib/errors.ts";

type EditDialogProps = {
  user: UserDetail;
  title: string;
  submitLabel?: string;
  look?: "primary" | "danger";
  edit: { error: AppError | undefined; isNotSo: boolean; isRunning: boolean };
  /** Replaces the error's own text. */
  instead?: ReactNode;
  onSubmit: () => unknown;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that changes one field of an account. */
export function EditDialog(props: EditDialogProps) {
  const { user, title, submitLabel, look = "primary", edit, instead } = props;
  const { onSubmit, onClose, children } = props;
  const t = useTranslations("editUser");
  return (
    <FormDialog
      title={title}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={edit.isRunning ? t("saving") : (submitLabel ?? t("save"))}
      look={look}
      isRunning={edit.isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {children}
      {instead ?? <Failure error={edit.error} />}
      {edit.isNotSo && (
        <Notice kind="warn" isAlert>
          {t("notSo")}
        </Notice>
      )}
    </FormDialog>
  );
}

function Failure({ error }: { error: AppError | undefined }) {
  const t = useTranslations("editUser.changed");
  if (!error) return null;
  if (error.code !== "too_late") return <ErrorNotice body={error.toBody()} />;
  return (
    <Notice kind="warn" isAlert title={t("title")}>
      {t("body")}
    </Notice>
  );
}
