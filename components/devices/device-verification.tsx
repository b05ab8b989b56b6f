import { clsx } from "clsx";
import { CircleDashed, ShieldAlert, ShieldCheck, ShieldOff } from "lucide-react";
import { useTranslations } from "next-intl";

import { Skeleton } from "#components/ui/skeleton.tsx";

import type { Verification } from "./device-keys.ts";

const LOOKS = {
  verified: { icon: ShieldCheck, ink: "text-ok" },
  unverified: { icon: ShieldAlert, ink: "text-warn" },
  no_keys: { icon: ShieldOff, ink: "text-ink-3" },
  unknown: { icon: CircleDashed, ink: "text-ink-3" },
};

type DeviceVerificationProps = { verification: Verification | undefined };

/** Whether the user verified a device as theirs. */
export function DeviceVerification({ verification }: DeviceVerificationProps) {
  const t = useTranslations("devices");
  if (!verification) return <Skeleton className="w-24" />;
  const { icon: Icon, ink } = LOOKS[verification];
  return (
    <span
      title={t(`verificationHelp.${verification}`)}
      className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap"
    >
      <Icon className={clsx("size-4 shrink-0", ink)} aria-hidden="true" />
      {t(`verification.${verification}`)}
    </span>
  );
}
