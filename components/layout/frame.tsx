"use client";

import { Menu as MenuIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { useState, type ReactNode } from "react";

import { lazyDialog } from "#components/ui/lazy-dialog.ts";
import { IconButton } from "#components/ui/button.tsx";

import type { OtherSession } from "#lib/contract/session.ts";

import { Crumbs } from "./crumbs.tsx";
import { Messages } from "./messages.tsx";
import { PaletteButton } from "./palette/palette-button.tsx";
import { SessionKeeper } from "./session-keeper.tsx";
import { ShortcutsHelp } from "./shortcuts-help.tsx";
import { Sidebar } from "./sidebar.tsx";
import { SignOutProvider } from "./sign-out.tsx";

const Drawer = lazyDialog(() => import("#components/ui/drawer.tsx"), "Drawer");

type FrameProps = {
  userId: string;
  hasPastedToken: boolean;
  sessionId: string;
  /** Sessions at other homeservers, where possible. */
  beside: readonly OtherSession[] | undefined;
  version: Promise<string | null>;
  /** Background jobs. */
  tray: ReactNode;
  children: ReactNode;
};

/** The frame of every page of the console. */
export function Frame(props: FrameProps) {
  const { userId, sessionId, beside, hasPastedToken, version, tray, children } = props;
  const app = useTranslations("app");
  const t = useTranslations("frame");
  const [isMenuOpen, setMenuOpen] = useState(false);
  const sidebar = (
    <Sidebar userId={userId} version={version} beside={beside} onGo={() => setMenuOpen(false)} />
  );
  return (
    <NuqsAdapter>
      <SignOutProvider userId={userId} hasPastedToken={hasPastedToken}>
        <a
          href="#content"
          className="fixed top-2 start-2 z-50 -translate-y-20 rounded-sm bg-accent px-3 py-2 text-accent-ink focus:translate-y-0"
        >
          {app("skip")}
        </a>
        <div
          data-session={sessionId}
          className="min-h-dvh md:grid md:grid-cols-[224px_minmax(0,1fr)]"
        >
          <aside className="sticky top-0 hidden h-dvh border-e border-line md:block">
            {sidebar}
          </aside>
          <div className="min-w-0">
            <header className="sticky top-0 z-20 flex h-13 items-center gap-1 border-b border-line bg-canvas px-4 md:px-7">
              <IconButton
                label={t("menu")}
                onClick={() => setMenuOpen(true)}
                className="-ms-2 md:hidden"
              >
                <MenuIcon />
              </IconButton>
              <Crumbs />
              <PaletteButton />
              {tray}
            </header>
            <main
              id="content"
              tabIndex={-1}
              className="mx-auto max-w-[1360px] px-4 pt-5 pb-24 outline-none md:px-7 md:pt-6"
            >
              {children}
            </main>
          </div>
        </div>
        {isMenuOpen && (
          <Drawer label={t("menu")} open onOpenChange={setMenuOpen}>
            {sidebar}
          </Drawer>
        )}
        <ShortcutsHelp />
        <SessionKeeper />
        <Messages />
      </SignOutProvider>
    </NuqsAdapter>
  );
}
