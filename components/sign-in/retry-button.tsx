"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useTransition } from "react";

import { Button } from "#components/ui/button.tsx";

export function RetryButton() {
  const t = useTranslations("signIn");
  const router = useRouter();
  const [isLooking, startLooking] = useTransition();
  return (
    <Button disabled={isLooking} onClick={() => startLooking(() => router.refresh())}>
      {t("retry")}
    </Button>
  );
}
