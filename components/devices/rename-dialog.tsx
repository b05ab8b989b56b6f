"use client";

import { useTranslations } from "next-intl";

import { CommandDialog } from "#components/forms/command-dialog.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import type { Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

type RenameDialogProps = { userId: string; device: Device; onClose: () => void };

export function RenameDialog({ userId, device, onClose }: RenameDialogProps) {
  const t = useTranslations("devices");
  const { device_id, display_name } = device;
  return (
    <CommandDialog
      action={api.devices.rename}
      known={{ user_id: userId, device_id }}
      current={{ display_name: display_name ?? "" }}
      title={t("renameTitle", { name: visibleName(display_name || device_id) })}
      submitLabel={t("save")}
      onDone={(input) => toastSuccess(t("renamed", { name: input.display_name }))}
      onClose={onClose}
    />
  );
}
