import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Brand } from "#components/ui/brand.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { SignInReason } from "#lib/routes.ts";

type SignInFrameProps = {
  reason?: SignInReason | undefined;
  /** The dashboard's public host, as in its device's name. */
  host: string;
  children: ReactNode;
};

export function SignInFrame({ reason, host, children }: SignInFrameProps) {
  const t = useTranslations("signIn");
  const kind = (reason && KINDS[reason]) ?? "warn";
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[440px] content-center gap-5 px-4 py-10">
      <header className="grid gap-4">
        <Brand />
        <div>
          <h1 className="text-title font-heading tracking-[-.012em]">{t("title")}</h1>
          <p className="text-ink-2">{t("lead")}</p>
        </div>
      </header>
      {reason && <Notice kind={kind}>{t(`reason.${reason}`, { host })}</Notice>}
      {children}
    </main>
  );
}

/** The style of reasons that are no warning. */
const KINDS: Partial<Record<SignInReason, "ok" | "bad">> = {
  signed_out: "ok",
  signed_out_jobs_go_on: "ok",
  signed_out_token_kept: "ok",
  signed_out_token_alive: "bad",
};

export function LookingAtServer() {
  const t = useTranslations("signIn");
  return (
    <div
      role="status"
      className="grid gap-3 rounded-md border border-line bg-surface p-4 shadow-low"
    >
      <p className="text-ink-2">{t("looking")}</p>
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
    </div>
  );
}
