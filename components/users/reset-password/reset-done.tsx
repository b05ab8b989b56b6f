"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { send } from "#lib/client/send.ts";
import type { Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";
import { visibleName } from "#lib/matrix/visible-text.ts";

import type { DevicesDecision } from "./devices-choice.tsx";
import { PasswordOnce } from "./password-once.tsx";

type ResetDoneProps = {
  userId: string;
  password: string;
  fate: DevicesDecision;
  /** The dashboard's own device, which Synapse leaves signed in. */
  ownDeviceId: string | undefined;
  onClose: () => void;
};

/** The password, once, and the devices by a second read. */
export function ResetDone({ userId, password, fate, ownDeviceId, onClose }: ResetDoneProps) {
  const t = useTranslations("password");
  const devices = useFreshDevices(userId);
  return (
    <>
      <DialogBody>
        <PasswordOnce password={password} />
        <div role="status">
          {devices && <Report devices={devices} fate={fate} own={ownDeviceId} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          {t("close")}
        </Button>
      </DialogFooter>
    </>
  );
}

type ReportProps = { devices: Device[] | "unread"; fate: DevicesDecision; own: string | undefined };

function Report({ devices, fate, own }: ReportProps) {
  const t = useTranslations("password");
  const format = useFormatter();
  if (devices === "unread") return <Notice kind="warn">{t("devicesUnread")}</Notice>;
  if (fate === "keep") return <Notice kind="info">{t("kept", { count: devices.length })}</Notice>;
  const left = devices.filter(({ device_id }) => device_id !== own);
  const names = format.list(
    left.map(({ display_name, device_id }) => visibleName(display_name || device_id)),
  );
  return (
    <Notice kind={left.length === 0 ? "ok" : "warn"}>
      <p>{t("signedOut", { count: left.length, names })}</p>
      {own && <p>{t("keepsOwn")}</p>}
    </Notice>
  );
}

/** Read from the homeserver after the reset: reports facts, not the request. */
function useFreshDevices(userId: string): Device[] | "unread" | undefined {
  const [devices, setDevices] = useState<Device[] | "unread">();
  useEffect(() => {
    send(api.devices.list, { user_id: userId }).then(
      (answer) => setDevices(answer.devices),
      () => setDevices("unread"),
    );
  }, [userId]);
  return devices;
}
