import { useTranslations } from "next-intl";
import { use } from "react";

import { useDuration } from "#components/errors/duration.ts";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Discovery } from "#lib/contract/sign-in/discovery.ts";
import { isUnsupported, OLDEST_SUPPORTED } from "#lib/contract/kit/synapse-versions.ts";
import type { ErrorBody } from "#lib/errors.ts";

import { DiagnoseLink } from "./diagnose-link.tsx";
import { RetryButton } from "./retry-button.tsx";
import { ServerFacts } from "./server-facts.tsx";
import { SignInMethods } from "./sign-in-methods.tsx";

type LoadedOptions = { url: string | null; server: string | null; isPrivate: boolean } & (
  | { url: string; found: Discovery }
  | { error: ErrorBody }
);
type SignInPanelProps = {
  looking: Promise<LoadedOptions>;
  to: string;
  /** The homeserver whose authentication service a visitor went to without returning. */
  leftFor: string | null;
};

/** A slower first answer is worth a warning. */
const SLOW_MS = 2_000;

/** The homeserver's details, and its sign-in methods. */
export function SignInPanel({ looking, to, leftFor }: SignInPanelProps) {
  const looked = use(looking);
  const t = useTranslations("signIn");
  if ("error" in looked) {
    return (
      <>
        {looked.url && <p className="font-mono text-small break-all text-ink-2">{looked.url}</p>}
        <ErrorNotice body={looked.error}>
          <RetryButton />
          <DiagnoseLink server={looked.server} />
        </ErrorNotice>
      </>
    );
  }

  const { url, server, found, isPrivate } = looked;
  return (
    <>
      <ServerFacts url={url} found={found} />
      {found.tookMs > SLOW_MS && <Slow ms={found.tookMs} />}
      {found.version === null && (
        <Notice kind="warn" title={t("noAdminApi.title")}>
          {t("noAdminApi.body", { url })}
        </Notice>
      )}
      {isUnsupported(found.version) && (
        <Notice kind="warn" title={t("tooOld.title", { oldest: OLDEST_SUPPORTED })}>
          {t("tooOld.body")}
        </Notice>
      )}
      {!isPrivate && (
        <Notice kind="warn" title={t("notPrivate.title")}>
          {t("notPrivate.body")}
        </Notice>
      )}
      {found.ways.length === 0 && (
        <Notice kind="warn" title={t("noneOffered.title")}>
          {t("noneOffered.body")}
        </Notice>
      )}
      <SignInMethods server={server} found={found} to={to} isBack={leftFor === url} />
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
