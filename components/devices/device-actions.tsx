"use client";

import { Copy, Ellipsis, Pencil, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button, IconButton } from "#components/ui/button.tsx";
import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import type { Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

const RenameDialog = lazyDialog(() => import("./rename-dialog.tsx"), "RenameDialog");

type DeviceActionsProps = { userId: string; device: Device; onRevoke: () => void };

/** What can be done with one device. */
export function DeviceActions({ userId, device, onRevoke }: DeviceActionsProps) {
  const t = useTranslations("devices");
  const [isRenaming, setRenaming] = useState(false);
  const isManagedByMas = useIsManagedByMas();
  const canRevoke = !isManagedByMas(api.devices.revoke);
  const { device_id, display_name } = device;
  const name = visibleName(display_name || device_id);
  return (
    <span className="inline-flex items-center">
      {canRevoke && (
        <Button look="quiet" onClick={onRevoke} className="max-md:hidden">
          {t("revoke")}
        </Button>
      )}
      <Menu
        align="end"
        label={t("actions")}
        trigger={
          <IconButton label={t("more", { name })} className="text-ink-3 group-hover:text-ink">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setRenaming(true)}>
          <Pencil />
          {t("rename")}
        </MenuItem>
        <MenuItem onSelect={() => void navigator.clipboard.writeText(device_id)}>
          <Copy />
          {t("copyId")}
        </MenuItem>
        {canRevoke && (
          <>
            <MenuSeparator />
            <MenuItem onSelect={onRevoke} isDanger>
              <Unplug />
              {t("revoke")}
            </MenuItem>
          </>
        )}
      </Menu>
      {isRenaming && (
        <RenameDialog userId={userId} device={device} onClose={() => setRenaming(false)} />
      )}
    </span>
  );
}
