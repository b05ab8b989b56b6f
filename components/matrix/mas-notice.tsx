"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

import { Notice } from "#components/ui/notice.tsx";
import { useMas } from "#lib/client/mas.tsx";

type MasNoticeProps = {
  /** What there is to say besides. */
  children?: ReactNode;
};

/** Says where accounts are managed that the Matrix Authentication Service has; nothing where it has none. */
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

/** The homeserver said it: what is no address of the web is text alone. */
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
