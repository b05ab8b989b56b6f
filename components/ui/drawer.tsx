"use client";

import * as Radix from "@radix-ui/react-dialog";
import type { ReactNode } from "react";

import { useReturnFocus } from "./use-return-focus.ts";

type DrawerProps = {
  label: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
};

/** A side bar on a wide window, a drawer over the page on a phone. */
export function Drawer({ label, children, ...root }: DrawerProps) {
  const opener = useReturnFocus();
  return (
    <Radix.Root {...root}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-veil" />
        <Radix.Content
          {...opener}
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-40 w-[min(280px,85vw)] overflow-y-auto bg-canvas shadow-high outline-none"
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
