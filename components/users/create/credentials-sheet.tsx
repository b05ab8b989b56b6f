"use client";

import { Printer, UserPlus, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button, buttonLook } from "#components/ui/button.tsx";
import { CopyButton, CopyTextButton } from "#components/ui/copy-button.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { routes } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import type { NewAccount } from "./created-user.ts";
import { JoinedRooms } from "./joined-rooms.tsx";

type CredentialsSheetProps = NewAccount & { server: string; onAnother: () => void };

/** A new account's credentials, to print or copy. The password is shown only here. */
export function CredentialsSheet({
  answer,
  ways,
  password,
  server,
  onAnother,
}: CredentialsSheetProps) {
  const t = useTranslations("handOver");
  const { user, broke_off, rooms } = answer;
  const lines = [
    { title: t("server"), value: server },
    ...(ways.address ? [{ title: t("address"), value: ways.address }] : []),
    { title: t("userId"), value: user.name },
    ...(password === undefined ? [] : [{ title: t("password"), value: password }]),
  ];
  return (
    <>
      <PageHeader title={t("title", { name: nameOf(user) })} />
      <div className="grid max-w-180 grid-cols-1 gap-4">
        {broke_off && (
          <>
            <Notice kind="warn" isAlert title={t("brokeOff.title")}>
              {t("brokeOff.body")}
            </Notice>
            <ErrorNotice body={broke_off} />
          </>
        )}
        <div data-print>
          <Panel title={t("sheet")}>
            <dl className="divide-y divide-line">
              {lines.map(({ title, value }) => (
                <div
                  key={title}
                  className="grid items-center gap-x-6 px-4 py-2 md:grid-cols-[200px_1fr]"
                >
                  <dt className="text-ink-3">{title}</dt>
                  <dd className="flex min-w-0 items-center gap-1">
                    <output
                      aria-label={title}
                      className="min-w-0 font-mono break-all [font-variant-ligatures:none]"
                    >
                      {value}
                    </output>
                    <CopyButton text={value} label={t("copy", { what: title })} isSmall />
                  </dd>
                </div>
              ))}
            </dl>
            <p className="border-t border-line px-4 py-2.5 text-ink-2">
              {t(password === undefined ? "howWithout" : "how")}
            </p>
          </Panel>
        </div>
        {password !== undefined && <Notice kind="warn">{t("once")}</Notice>}
        <div className="flex flex-wrap gap-2">
          <CopyTextButton
            text={lines.map(({ title, value }) => `${title}: ${value}`).join("\n")}
            label={t("copyAll")}
          />
          <Button onClick={() => window.print()}>
            <Printer />
            {t("print")}
          </Button>
        </div>
        {rooms.length > 0 && <JoinedRooms rooms={rooms} />}
        <div className="flex flex-wrap gap-2">
          <Link href={routes.user(user.name)} className={buttonLook("primary")}>
            <UserRound />
            {t("open")}
          </Link>
          <Button onClick={onAnother}>
            <UserPlus />
            {t("another")}
          </Button>
        </div>
      </div>
    </>
  );
}
