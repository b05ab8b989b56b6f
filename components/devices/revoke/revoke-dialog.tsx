"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";

import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Device } from "#lib/contract/devices.ts";

import { RevokeQuestion } from "./revoke-question.tsx";
import { RevokeReport } from "./revoke-report.tsx";
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
  const { progress, error, revoke } = useRevoke(userId);
  const [isReported, setReported] = useState(false);
  const others = devices.filter(({ device_id }) => device_id !== ownDeviceId);
  const hasOwn = others.length < devices.length;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    await revoke(others);
  };

  // The dashboard's own device is confirmed separately, after all others.
  if (others.length === 0 || isReported) return <SignOutQuestion onClose={onClose} />;

  const isBusy = progress.step === "running" || progress.step === "checking";
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isBusy}
      title={
        progress.step === "done"
          ? t("doneTitle", { count: progress.gone.length })
          : t("title", { count: others.length, name: userName })
      }
      subtitle={<InlineIdentifier>{userId}</InlineIdentifier>}
    >
      {progress.step === "done" || progress.step === "unread" ? (
        <RevokeReport
          progress={progress}
          error={error}
          onClose={() => (hasOwn ? setReported(true) : onClose())}
        />
      ) : (
        <RevokeQuestion
          devices={others}
          isByRule={isByRule}
          hasOwn={hasOwn}
          progress={progress}
          onSubmit={onSubmit}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}
