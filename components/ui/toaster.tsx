"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import "sonner/dist/styles.css";

import type { ToastMessage } from "./toast.ts";

/** Where messages appear, read out at once. */
export function Toaster({ label, said }: { label: string; said: ToastMessage }) {
  useEffect(() => {
    toast[said.kind](said.text, { id: said.id });
  }, [said]);
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={label}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-2.5 rounded-md border border-line bg-surface px-4 py-3 text-ink shadow-high [&_svg]:size-4",
          success: "[&_svg]:text-ok",
          error: "[&_svg]:text-bad",
        },
      }}
    />
  );
}
