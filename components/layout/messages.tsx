"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";

import { useToasts } from "#components/ui/toast.ts";

/** Loaded with the first message. */
const Toaster = dynamic(
  () => import("#components/ui/toaster.tsx").then((module) => module.Toaster),
  { ssr: false },
);

/** Notifications in a corner of the page. */
export function Messages() {
  const t = useTranslations("frame");
  const said = useToasts();
  return said && <Toaster label={t("notifications")} said={said} />;
}
