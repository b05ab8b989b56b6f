"use client";

import dynamic from "next/dynamic";
import { useState } from "react";

import { useShortcut } from "#components/ui/use-shortcut.ts";

const ShortcutsDialog = dynamic(
  () => import("./shortcuts-dialog.tsx").then((module) => module.ShortcutsDialog),
  { ssr: false },
);

/** The keyboard shortcuts, behind the question mark. */
export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  return isOpen && <ShortcutsDialog onClose={() => setOpen(false)} />;
}
