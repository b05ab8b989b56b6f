"use client";

import { useState } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { useShortcut } from "#components/ui/use-shortcut.ts";

const ShortcutsDialog = lazyDialog(() => import("./shortcuts-dialog.tsx"), "ShortcutsDialog");

/** The keyboard shortcuts, behind the question mark. */
export function ShortcutsHelp() {
  const [isOpen, setOpen] = useState(false);
  useShortcut("?", () => setOpen(true));
  return isOpen && <ShortcutsDialog onClose={() => setOpen(false)} />;
}
