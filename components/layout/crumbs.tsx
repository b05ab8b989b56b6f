"use client";

import { useTranslations } from "next-intl";
import { usePathname } from "next/navigation";

import { Link } from "#components/ui/link.tsx";
import { decodeAddress, routes } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

/** This page's place, from its URL. */
export function Crumbs() {
  const t = useTranslations("frame");
  const path = usePathname();
  const [, area, thing] = path.split("/");
  if (path === routes.mySessions()) return <p className="font-strong">{t("mySessions")}</p>;
  if (path === routes.accessTokens()) return <p className="font-strong">{t("accessTokens")}</p>;
  if (path === routes.audit()) return <p className="font-strong">{t("audit")}</p>;
  const list = [
    { href: routes.users(), title: t("users") },
    { href: routes.jobs(), title: t("jobs") },
  ].find(({ href }) => href === `/${area}`);
  if (!list) return null;
  if (!thing) return <p className="font-strong">{list.title}</p>;
  const page = { [routes.importUsers()]: t("import"), [routes.newUser()]: t("newUser") }[path];
  // A job has no name: the start of its ID identifies it.
  const name =
    list.href === routes.jobs()
      ? thing.slice(0, 8)
      : visibleIdentifier(decodeAddress(thing) ?? thing);
  return (
    <p className="flex min-w-0 gap-1.5 text-ink-3">
      <Link href={list.href} className="shrink-0 hover:text-ink">
        {list.title}
      </Link>
      <span aria-hidden="true">/</span>
      <span className="truncate font-strong text-ink">{page ?? name}</span>
    </p>
  );
}
