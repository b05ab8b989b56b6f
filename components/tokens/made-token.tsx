"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { Link } from "#components/ui/link.tsx";
import { SecretOnce } from "#components/ui/secret-once.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";
import { visibleIdentifier } from "#lib/matrix/visible-text.ts";

type MadeTokenProps = { made: OutputOf<typeof api.tokens.make>; onDone: () => void };

/** The token, once, and how to use and revoke it. */
export function MadeToken({ made, onDone }: MadeTokenProps) {
  const t = useTranslations("tokens");
  const { access_token, user_id, device_id, expires_ts, base_url } = made;
  return (
    <div className="grid gap-4 p-4">
      <h3 className="font-strong break-all">
        {t("made.title", { user: visibleIdentifier(user_id) })}
      </h3>
      <SecretOnce
        secret={access_token}
        label={t("token")}
        show={t("show")}
        hide={t("hide")}
        copy={t("copy")}
        note={t("made.once")}
      />
      <div className="text-ink-2">
        <span className="flex flex-wrap items-center gap-x-2">
          {t("made.device")} <Identifier>{device_id}</Identifier>
        </span>
        {expires_ts === null ? (
          <p>{t("made.noEnd")}</p>
        ) : (
          <p>{t.rich("made.ends", { when: () => <ExactTime ms={expires_ts} /> })}</p>
        )}
      </div>
      <Command title={t("made.try")} text={t("made.tryText")} command={whoAmI(base_url)} />
      <Command title={t("made.again")} text={t("made.againText")} command={logIn(made)} />
      <p className="text-small text-ink-2">
        {t("made.revoke")}{" "}
        <Link href={routes.user(user_id, "devices")} className="underline">
          {t("made.toDevices", { user: visibleIdentifier(user_id) })}
        </Link>
      </p>
      <Button onClick={onDone} className="justify-self-start">
        {t("made.done")}
      </Button>
    </div>
  );
}

type CommandProps = { title: string; text: string; command: string };

function Command({ title, text, command }: CommandProps) {
  const t = useTranslations("tokens.made");
  return (
    <div>
      <h4 className="font-strong">{title}</h4>
      <p className="mb-1.5 text-small text-ink-2">{text}</p>
      <div className="flex items-start gap-1 rounded-sm border border-line bg-sunken p-2">
        <code className="min-w-0 flex-1 font-mono text-small break-all whitespace-pre-wrap">
          {command}
        </code>
        <CopyButton text={command} label={t("copyCommand")} />
      </div>
    </div>
  );
}

const whoAmI = (baseUrl: string): string =>
  `curl -H "Authorization: Bearer $TOKEN" ${quoted(`${baseUrl}/_matrix/client/v3/account/whoami`)}`;

function logIn({ base_url, user_id, device_id }: MadeTokenProps["made"]): string {
  const body = {
    type: "m.login.password",
    identifier: { type: "m.id.user", user: user_id },
    password: "…",
    device_id,
  };
  return `curl -X POST -d ${quoted(JSON.stringify(body))} ${quoted(`${base_url}/_matrix/client/v3/login`)}`;
}

/** For a POSIX shell, which takes single-quoted text literally. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
