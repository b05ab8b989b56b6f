"use client";

import { useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

export type Asked = InputOf<typeof api.users.find>;

/** The owner that was found. */
export function FindAnswer({ asked }: { asked: Asked }) {
  const t = useTranslations("find");
  const { data, error, refresh } = useQuery(api.users.find, asked);
  const { by, value } = asked;
  if (error) return <LoadError error={error} onRetry={refresh} />;
  if (!data) return <p className="text-small text-ink-3">{t("looking")}</p>;
  if (!data.user) {
    return (
      <Notice kind="info" isAlert>
        {t(`nobody.${by}`, { value })}
      </Notice>
    );
  }
  const { name, displayname } = data.user;
  return (
    <Notice kind="ok" title={t(`found.${by}`, { value })}>
      <Link href={routes.user(name)} className="font-strong text-accent-text hover:underline">
        {nameOf({ name, displayname })}
      </Link>{" "}
      {displayname && <InlineIdentifier>{name}</InlineIdentifier>}
    </Notice>
  );
}
