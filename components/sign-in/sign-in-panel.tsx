import { useTranslations } from "next-intl";
import { use } from "react";

import { useDuration } from "#components/forms/duration.ts";
import { ErrorNotice } from "#components/forms/error-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { takesPasswords, type Discovery } from "#lib/contract/discovery.ts";
import type { ErrorBody } from "#lib/errors.ts";

import { FindOut } from "./find-out.tsx";
import { LookAgain } from "./look-again.tsx";
import { ServerFacts, useWayName } from "./server-facts.tsx";
import { WaysIn } from "./ways-in.tsx";

type Looked = { url: string | null; server: string | null; isPrivate: boolean } & (
  | { url: string; found: Discovery }
  | { error: ErrorBody }
);
type SignInPanelProps = { looking: Promise<Looked>; to: string };

/** Longer than this for the first word is worth a warning. */
const SLOW_MS = 2_000;

/** What was found at the homeserver, and the form for a password where one can lead anywhere. */
export function SignInPanel({ looking, to }: SignInPanelProps) {
  const looked = use(looking);
  const t = useTranslations("signIn");
  if ("error" in looked) {
    return (
      <>
        {looked.url && <p className="font-mono text-small break-all text-ink-2">{looked.url}</p>}
        <ErrorNotice body={looked.error}>
          <LookAgain />
          <FindOut server={looked.server} />
        </ErrorNotice>
      </>
    );
  }

  const { url, server, found, isPrivate } = looked;
  const hasMas = found.ways.some(({ type }) => type === "mas");
  return (
    <>
      <ServerFacts url={url} found={found} />
      {found.tookMs > SLOW_MS && <Slow ms={found.tookMs} />}
      {found.version === null && (
        <Notice kind="warn" title={t("noAdminApi.title")}>
          {t("noAdminApi.body", { url })}
        </Notice>
      )}
      {!isPrivate && (
        <Notice kind="warn" title={t("notPrivate.title")}>
          {t("notPrivate.body")}
        </Notice>
      )}
      {!takesPasswords(found) && <NoPasswords found={found} />}
      {!hasMas && (
        <WaysIn
          server={server}
          serverName={found.serverName}
          to={to}
          takesPasswords={takesPasswords(found)}
        />
      )}
    </>
  );
}

function Slow({ ms }: { ms: number }) {
  const t = useTranslations("signIn.slow");
  const duration = useDuration();
  return (
    <Notice kind="warn" title={t("title")}>
      {t("body", { wait: duration(ms) })}
    </Notice>
  );
}

function NoPasswords({ found }: { found: Discovery }) {
  const t = useTranslations("signIn");
  const wayName = useWayName();
  const hasMas = found.ways.some(({ type }) => type === "mas");
  return (
    <Notice kind="warn" title={hasMas ? t("masOnly.title") : t("ssoOnly.title")}>
      {hasMas
        ? t("masOnly.body")
        : t("ssoOnly.body", { ways: found.ways.map(wayName).join(", ") || t("noWays") })}
    </Notice>
  );
}
