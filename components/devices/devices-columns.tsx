"use client";

import { useTranslations } from "next-intl";

import { Badge } from "#components/ui/badge.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import type { Device } from "#lib/contract/devices.ts";

import { DeviceActions } from "./device-actions.tsx";
import type { DeviceKeys } from "./device-keys.ts";
import { DeviceVerification } from "./device-verification.tsx";

export const DEVICES_TABLE = "devices";

type Doing = {
  userId: string;
  ownDeviceId: string | undefined;
  keys: DeviceKeys;
  onOpen: (device: Device) => void;
  onRevoke: (devices: readonly Device[]) => void;
};

/** The columns of a user's devices, with what each can do. */
export function useDevicesColumns(doing: Doing): Column<Device>[] {
  const { userId, ownDeviceId, keys, onOpen, onRevoke } = doing;
  const t = useTranslations("devices");
  const field = useTranslations("fields");
  const values = useTranslations("values");
  const unknown = <span className="text-ink-3">{values("unknown")}</span>;
  return [
    {
      id: "display_name",
      header: t("device"),
      sort: { by: "display_name", dir: "f" },
      grows: true,
      cell: (device) => (
        <div className="min-w-0">
          <div className="flex min-w-0 items-center gap-1.5">
            <button
              type="button"
              data-row-focus
              onClick={() => onOpen(device)}
              className="min-w-0 truncate text-start leading-[18px] font-strong hover:underline"
            >
              {device.display_name || t("noName")}
            </button>
            {device.device_id === ownDeviceId && (
              <Badge tone="note" title={t("oursHelp")}>
                {t("ours")}
              </Badge>
            )}
            {device.dehydrated && (
              <Badge tone="plain" title={t("dehydratedHelp")}>
                {t("dehydrated")}
              </Badge>
            )}
          </div>
          <Identifier>{device.device_id}</Identifier>
          {/* A phone has no columns for these. */}
          <p className="truncate text-small text-ink-3 md:hidden">
            {[device.last_seen_ip, device.last_seen_user_agent].filter(Boolean).join(" · ")}
          </p>
        </div>
      ),
    },
    {
      id: "last_seen_ts",
      header: field("last_seen_ts"),
      sort: { by: "last_seen_ts", dir: "b" },
      cell: ({ last_seen_ts }) => <LastSeen ms={last_seen_ts} />,
    },
    {
      id: "verification",
      canHide: true,
      header: t("verificationTitle"),
      wideOnly: true,
      cell: ({ device_id }) => <DeviceVerification verification={keys.verificationOf(device_id)} />,
    },
    {
      id: "last_seen_ip",
      canHide: true,
      header: field("last_seen_ip"),
      wideOnly: true,
      cell: ({ last_seen_ip }) =>
        last_seen_ip ? (
          <span className="font-mono text-small whitespace-nowrap">{last_seen_ip}</span>
        ) : (
          unknown
        ),
    },
    {
      id: "last_seen_user_agent",
      canHide: true,
      header: field("last_seen_user_agent"),
      wideOnly: true,
      cell: ({ last_seen_user_agent }) =>
        last_seen_user_agent ? (
          <span title={last_seen_user_agent} className="block max-w-64 truncate text-ink-2">
            {last_seen_user_agent}
          </span>
        ) : (
          unknown
        ),
    },
    {
      id: "actions",
      header: field("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: (device) => (
        <DeviceActions userId={userId} device={device} onRevoke={() => onRevoke([device])} />
      ),
    },
  ];
}
