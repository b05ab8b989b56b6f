"use client";

import { useTranslations } from "next-intl";

import { DeviceVerification } from "#components/devices/device-verification.tsx";
import type { Verification } from "#components/devices/device-keys.ts";
import { LoadError } from "#components/errors/load-error.tsx";
import { MalformedNotice } from "#components/ui/malformed-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { PropertyList } from "#components/ui/property-list.tsx";
import { CopyableIdentifier, InlineIdentifier } from "#components/ui/identifier.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import type { Device } from "#lib/contract/devices.ts";
import { api } from "#lib/contract/index.ts";

type DeviceDialogProps = {
  userId: string;
  /** From the list, which alone marks dehydrated devices. */
  device: Device;
  verification: Verification | undefined;
  fingerprint: string | null;
  onClose: () => void;
};

/** All details of one device. */
export function DeviceDialog(props: DeviceDialogProps) {
  const { userId, device: listed, verification, fingerprint, onClose } = props;
  const t = useTranslations("devices");
  const ui = useTranslations("ui");
  const field = useTranslations("fields");
  const values = useTranslations("values");
  const { device_id, dehydrated } = listed;
  const about = { user_id: userId, device_id };
  const { data, error, refresh } = useQuery(api.devices.get, about, { fallbackData: listed });
  const { display_name, last_seen_ts, last_seen_ip, last_seen_user_agent } = data ?? listed;
  const unknown = <span className="text-ink-3">{values("unknown")}</span>;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={display_name || t("noName")}
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
    >
      <DialogBody>
        {error && <LoadError error={error} onRetry={refresh} />}
        <MalformedNotice malformed={(data ?? listed).malformed} />
        {dehydrated && <Notice kind="info">{t("dehydratedKept")}</Notice>}
        <div className="rounded-md border border-line">
          <PropertyList
            items={[
              {
                title: field("device_id"),
                value: <CopyableIdentifier copyLabel={t("copyId")}>{device_id}</CopyableIdentifier>,
              },
              {
                title: field("last_seen_ts"),
                value: last_seen_ts ? (
                  <ExactTime ms={last_seen_ts} />
                ) : (
                  <span className="text-ink-2">{values("lastSeenUnknown")}</span>
                ),
              },
              {
                title: field("last_seen_ip"),
                value: last_seen_ip ? (
                  <CopyableIdentifier copyLabel={t("copyIp")}>{last_seen_ip}</CopyableIdentifier>
                ) : (
                  unknown
                ),
              },
              {
                title: field("last_seen_user_agent"),
                value: last_seen_user_agent ? (
                  <span className="break-words">{last_seen_user_agent}</span>
                ) : (
                  unknown
                ),
              },
              {
                title: t("verificationTitle"),
                value: (
                  <>
                    <DeviceVerification verification={verification} />
                    {verification && (
                      <p className="text-small text-ink-2">
                        {t(`verificationHelp.${verification}`)}
                      </p>
                    )}
                  </>
                ),
              },
              ...(fingerprint
                ? [
                    {
                      title: t("fingerprint"),
                      value: (
                        <CopyableIdentifier copyLabel={t("copyFingerprint")}>
                          {inGroups(fingerprint)}
                        </CopyableIdentifier>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{ui("close")}</Button>
      </DialogFooter>
    </Dialog>
  );
}

/** In the clients' format, to compare aloud. */
const inGroups = (fingerprint: string) => fingerprint.match(/.{1,4}/g)?.join(" ") ?? fingerprint;
