"use client";

import { useTranslations } from "next-intl";

import { useConfirmCount } from "#components/forms/confirm-count.tsx";

import type { BulkAction } from "./bulk-actions.ts";
import { TaskDialog } from "./task-dialog.tsx";
import type { UsersSelection } from "./use-selection.ts";

type BulkDialogProps = { action: BulkAction; selected: UsersSelection; onClose: () => void };

/** Says what will happen to how many, requires the number, and starts the job. */
export function BulkDialog({ action, selected, onClose }: BulkDialogProps) {
  const { count, selection } = selected;
  const t = useTranslations("bulk");
  const confirmation = useConfirmCount(count);
  return (
    <TaskDialog
      action={action}
      selection={selection}
      title={t(`titles.${action}`, { count })}
      subtitle={"filter" in selection && t("whoeverMatches")}
      submitLabel={t(`titles.${action}`, { count })}
      confirmation={confirmation}
      note={<p className="text-small text-ink-2">{t("ownLeftOut")}</p>}
      onClose={onClose}
    />
  );
}
