"use client";

import { clsx } from "clsx";
import { ListChecks, ShieldCheck, Users, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { Suspense, use, useId, type ReactNode } from "react";

import { Mark } from "#components/ui/brand.tsx";
import { Link } from "#components/ui/link.tsx";
import type { OtherSession } from "#lib/contract/session.ts";
import { routes } from "#lib/routes.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import { AccountMenu } from "./account-menu.tsx";

/** Loaded where there may be several homeservers. */
const ServerMenu = dynamic(() => import("./server-menu.tsx").then((module) => module.ServerMenu));

type SidebarProps = {
  userId: string;
  version: Promise<string | null>;
  beside: readonly OtherSession[] | undefined;
  onGo: () => void;
};

export function Sidebar({ userId, version, beside, onGo }: SidebarProps) {
  const t = useTranslations("frame");
  const server = (
    <>
      <Mark />
      <span className="min-w-0 flex-1">
        <span className="block truncate leading-[18px] font-heading" title={serverOf(userId)}>
          {serverOf(userId)}
        </span>
        <span className="block text-[12px] leading-4 text-ink-3">
          <Suspense fallback="Synapse">
            <Version version={version} />
          </Suspense>
        </span>
      </span>
    </>
  );
  return (
    <div className="flex h-full flex-col gap-0.5 px-2.5 py-3.5">
      {beside ? (
        <ServerMenu userId={userId} beside={beside}>
          {server}
        </ServerMenu>
      ) : (
        <div className="flex items-center gap-2.5 px-2 pb-3.5">{server}</div>
      )}
      <nav aria-label={t("navigation")} className="grid gap-3.5">
        <Group title={t("people")}>
          <Item href={routes.users()} icon={Users} onGo={onGo}>
            {t("users")}
          </Item>
        </Group>
        <Group title={t("work")}>
          <Item href={routes.jobs()} icon={ListChecks} onGo={onGo}>
            {t("jobs")}
          </Item>
          <Item href={routes.audit()} icon={ShieldCheck} onGo={onGo}>
            {t("audit")}
          </Item>
        </Group>
      </nav>
      <AccountMenu userId={userId} onGo={onGo} />
    </div>
  );
}

function Version({ version }: { version: Promise<string | null> }) {
  const t = useTranslations("frame");
  const known = use(version);
  return known ? t("version", { version: known }) : "Synapse";
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="grid gap-0.5">
      <p id={id} className="px-2 pb-0.5 text-small text-ink-3">
        {title}
      </p>
      {children}
    </div>
  );
}

type ItemProps = { href: string; icon: LucideIcon; onGo: () => void; children: string };

function Item({ href, icon: Icon, onGo, children }: ItemProps) {
  const here = usePathname();
  const isHere = here === href || here.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      onClick={onGo}
      aria-current={isHere ? "page" : undefined}
      className={clsx(
        "flex h-8 items-center gap-2.5 rounded-sm px-2",
        isHere ? "bg-sunken font-strong text-ink" : "text-ink-2 hover:bg-sunken hover:text-ink",
      )}
    >
      <Icon className="size-4" aria-hidden="true" />
      {children}
    </Link>
  );
}
