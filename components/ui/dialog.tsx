"use client";

import * as Radix from "@radix-ui/react-dialog";
import { clsx } from "clsx";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { IconButton } from "./button.tsx";
import { useReturnFocus } from "./use-return-focus.ts";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Under the title: the target. */
  subtitle?: ReactNode;
  children: ReactNode;
  /** Only the content: the title is only read out. */
  isBare?: boolean;
  /** While running: neither Escape nor a click outside closes it. */
  isBusy?: boolean;
};

/** A modal with a title that screen readers announce. Independent of its content. */
export function Dialog({ title, subtitle, children, isBare, isBusy, ...root }: DialogProps) {
  const t = useTranslations("ui");
  const opener = useReturnFocus();
  const unlessBusy = (event: Event) => isBusy && event.preventDefault();
  return (
    <Radix.Root {...root}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid grid-cols-1 place-items-center overflow-y-auto bg-veil p-4">
          <Radix.Content
            {...opener}
            aria-describedby={undefined}
            onEscapeKeyDown={unlessBusy}
            onPointerDownOutside={unlessBusy}
            className={clsx(
              "relative w-full max-w-[520px] rounded-lg bg-surface shadow-high outline-none",
              isBare && "self-start md:mt-[12dvh]",
            )}
          >
            <header className={clsx(isBare ? "sr-only" : "px-5.5 pt-5 pe-12")}>
              <Radix.Title className="text-subtitle font-heading">{title}</Radix.Title>
              {subtitle && <div className="text-ink-2">{subtitle}</div>}
            </header>
            {children}
            {!isBusy && !isBare && (
              <Radix.Close asChild>
                <IconButton label={t("close")} className="absolute top-4 end-4">
                  <X />
                </IconButton>
              </Radix.Close>
            )}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-1 gap-4 px-5.5 pt-4 pb-1">{children}</div>;
}

export function DialogFooter({ children }: { children: ReactNode }) {
  return <footer className="flex flex-wrap justify-end gap-2 px-5.5 pt-4 pb-5">{children}</footer>;
}
