"use client";

import { useTranslations } from "next-intl";

import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { AccountData } from "./account-data.tsx";
import { PushersPanel } from "./pushers-panel.tsx";

/** A user's notification targets, and their clients' data. */
export function DataPanel({ userId }: { userId: string }) {
  return (
    <div className="grid gap-5">
      <PushersPanel userId={userId} />
      <AccountData userId={userId} />
    </div>
  );
}

/** The page before its first answer. */
export function DataPanelLoading() {
  const t = useTranslations("pushers");
  return (
    <Panel>
      <SkeletonRows rows={2} label={t("loading")} />
    </Panel>
  );
}
