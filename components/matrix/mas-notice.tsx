"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Notice } from "#components/ui/notice.tsx";
import { useMas } from "#lib/client/mas.tsx";

type MasNoticeProps = {
  /** Additional text. */
  children?: ReactNode;
};

/** Says where accounts are managed under MAS; nothing without it. */
export function MasNotice({ children }: MasNoticeProps) {
  const t = useTranslations("mas");
  const issuer = useMas();
  if (issuer === null) return null;
  return (
    <div className="mb-3">
      <Notice kind="info">
        {t.rich("hasAccounts", { issuer, link: (text) => <Outside href={issuer}>{text}</Outside> })}
        {children && <p className="mt-1">{children}</p>}
      </Notice>
    </div>
  );
}

/** The homeserver sent it: anything but a web address is plain text. */
function Outside({ href, children }: { href: string; children: ReactNode }) {
  if (!/^https?:\/\//.test(href)) return children;
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="font-strong break-all text-accent-text hover:underline"
    >
      {children}
    </a>
  );
}
