"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { BatchDialog, type BatchReport } from "#components/forms/batch-dialog.tsx";
import { LastSeen } from "#components/ui/last-seen.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { REVOKE_BATCH, type Device } from "#lib/contract/devices.ts";

import { SignOutQuestion } from "./sign-out-question.tsx";
import { useRevoke } from "./use-revoke.ts";

type RevokeDialogProps = {
  userId: string;
  userName: string;
  devices: readonly Device[];
  /** Selected by a rule, which leaves some out. */
  isByRule: boolean;
  ownDeviceId: string | undefined;
  onClose: () => void;
};

/** Explains the cost of revoking, revokes, and reports what is really gone. */
export function RevokeDialog(props: RevokeDialogProps) {
  const { userId, userName, devices, isByRule, ownDeviceId, onClose } = props;
  const t = useTranslations("revoke");
  const devicesWords = useTranslations("devices");
  const { progress, error, revoke } = useRevoke(userId);
  const [isReported, setReported] = useState(false);
  const others = devices.filter(({ device_id }) => device_id !== ownDeviceId);
  const hasOwn = others.length < devices.length;
  const dehydrated = others.filter((device) => device.dehydrated).length;

  // The dashboard's own device is confirmed separately, after all others.
  if (others.length === 0 || isReported) return <SignOutQuestion onClose={onClose} />;

  const namesOf = (some: readonly Device[]) =>
    some.map(({ device_id, display_name, last_seen_ts }) => ({
      id: device_id,
      name: display_name || devicesWords("noName"),
      aside: <LastSeen ms={last_seen_ts} />,
    }));
  const title = t("title", { count: others.length, name: userName });
  const reportOf = (): BatchReport | undefined => {
    if (progress.step === "unread") return { title, kind: "warn", body: t("unread"), error };
    if (progress.step !== "done") return undefined;
    const { gone, remaining } = progress;
    const isAll = remaining.length === 0;
    return {
      title: t("doneTitle", { count: gone.length }),
      kind: isAll ? "ok" : "warn",
      body: t("doneBody"),
      rest: isAll ? undefined : { label: t("remaining"), items: namesOf(remaining) },
      error,
    };
  };
  const progressOf = (): string | undefined => {
    if (progress.step === "running") return t("running", { ...progress, batch: REVOKE_BATCH });
    return progress.step === "checking" ? t("checking") : undefined;
  };

  return (
    <BatchDialog
      userId={userId}
      title={title}
      explanation={t("explain", { count: others.length })}
      names={{ label: t("list"), items: namesOf(others) }}
      submitLabel={t("submit", { count: others.length })}
      look="danger"
      progress={progressOf()}
      report={reportOf()}
      onSubmit={() => revoke(others)}
      onDone={() => (hasOwn ? setReported(true) : onClose())}
      onClose={onClose}
    >
      {isByRule && <p className="text-small text-ink-2">{devicesWords("ruleLeavesOut")}</p>}
      {dehydrated > 0 && <Notice kind="warn">{t("dehydrated", { count: dehydrated })}</Notice>}
      {hasOwn && (
        <Notice kind="warn" title={t("ownTitle")}>
          {t("ownBody")}
        </Notice>
      )}
    </BatchDialog>
  );
}
