"use client";

import { UserSearch } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { Button } from "#components/ui/button.tsx";

/** Loaded when an address is typed. */
export const FoundByAddress = dynamic(
  () => import("./found-by-address.tsx").then((module) => module.FoundByAddress),
  { ssr: false },
);

const FindDialog = lazyDialog(() => import("./find-dialog.tsx"), "FindDialog");

/** Opens the lookup by address or sign-in. */
export function FindButton() {
  const t = useTranslations("find");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <UserSearch />
        {t("open")}
      </Button>
      {isOpen && <FindDialog onClose={() => setOpen(false)} />}
    </>
  );
}
