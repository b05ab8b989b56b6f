"use client";

import { useTranslations } from "next-intl";

import { RadioCards } from "#components/ui/radio-cards.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { NameList } from "#components/ui/name-list.tsx";
import type { Device } from "#lib/contract/devices.ts";

export type DevicesDecision = "keep" | "signOut";

type DevicesChoiceProps = {
  /** Undefined until loaded: the choice works anyway. */
  devices: readonly Device[] | undefined;
  ownDeviceId: string | undefined;
  value: DevicesDecision;
  onChange: (fate: DevicesDecision) => void;
};

/** Whether devices stay signed in. Names the devices that would go. */
export function DevicesChoice({ devices, ownDeviceId, value, onChange }: DevicesChoiceProps) {
  const t = useTranslations("password");
  const unnamed = useTranslations("devices");
  const going = devices?.filter(({ device_id }) => device_id !== ownDeviceId);
  if (devices?.length === 0) return <p className="text-ink-2">{t("noDevices")}</p>;
  return (
    <div className="grid gap-2">
      <RadioCards
        legend={t("devicesLegend")}
        name="logout_devices"
        value={value}
        onChange={onChange}
        options={[
          {
            value: "keep",
            title: devices ? t("keepTitle", { count: devices.length }) : t("keepTitleUnknown"),
            text: t("keepText"),
          },
          {
            value: "signOut",
            title: going ? t("signOutTitle", { count: going.length }) : t("signOutTitleUnknown"),
            text: t("signOutText"),
          },
        ]}
      />
      {value === "signOut" && going && (
        <NameList
          label={t("willSignOut")}
          items={going.map(({ device_id, display_name, last_seen_ts }) => ({
            id: device_id,
            name: display_name || unnamed("noName"),
            aside: <LastSeen ms={last_seen_ts} />,
          }))}
        />
      )}
      {value === "signOut" && ownDeviceId && (
        <p className="text-small text-ink-2">{t("keepsOwn")}</p>
      )}
    </div>
  );
}
