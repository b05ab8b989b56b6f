"use client";

import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Dialog } from "#components/ui/dialog.tsx";
import { useOfferedActions, useOpened, type PaletteAction } from "#lib/client/command-palette.ts";

import { Found } from "./found.tsx";
import { PaletteGroup, PaletteItem } from "./palette-item.tsx";
import { useGeneralActions } from "./use-general-actions.ts";

/** Finds any page, action or user by a few letters. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useTranslations("palette");
  const router = useRouter();
  const [text, setText] = useState("");
  const isMeant = ({ label }: PaletteAction) => isLike(label, text);
  const general = useGeneralActions().filter(isMeant);
  const offered = useOfferedActions().filter(isMeant);
  const opened = useOpened();

  // Closes first: the action may open its own dialog.
  const choose = (run: () => void) => {
    onClose();
    queueMicrotask(run);
  };
  const go = (href: string) => choose(() => router.push(href));
  const act = (action: PaletteAction) => ("href" in action ? go(action.href) : choose(action.run));

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} isBare>
      <Command label={t("title")} loop shouldFilter={false} className="overflow-hidden rounded-lg">
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t("placeholder")}
          maxLength={200}
          className="h-12 w-full border-b border-line bg-transparent px-4 text-[15px] outline-none"
        />
        <Command.List className="max-h-[min(420px,60dvh)] overflow-y-auto p-1.5">
          <Found text={text} onGo={go} />
          {text === "" && opened.length > 0 && (
            <PaletteGroup heading={t("opened")}>
              {opened.map(({ href, title, subtitle }) => (
                <PaletteItem
                  key={href}
                  value={href}
                  title={title}
                  subtitle={subtitle}
                  onChoose={() => go(href)}
                />
              ))}
            </PaletteGroup>
          )}
          {offered.length > 0 && (
            <PaletteGroup heading={t("here")}>
              {offered.map((action) => (
                <ActionItem key={action.id} action={action} onChoose={act} />
              ))}
            </PaletteGroup>
          )}
          {general.length > 0 && (
            <PaletteGroup heading={t("general")}>
              {general.map((action) => (
                <ActionItem key={action.id} action={action} onChoose={act} />
              ))}
            </PaletteGroup>
          )}
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Whether a label has every typed word, or its beginning. */
const isLike = (label: string, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => label.toLowerCase().includes(word));

type ActionItemProps = { action: PaletteAction; onChoose: (action: PaletteAction) => void };

const ActionItem = ({ action, onChoose }: ActionItemProps) => (
  <PaletteItem
    value={`${action.id} ${action.label}`}
    title={action.label}
    onChoose={() => onChoose(action)}
  />
);
