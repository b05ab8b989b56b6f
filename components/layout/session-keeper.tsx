"use client";

import { useNow, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

import { useDuration } from "#components/errors/duration.ts";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { send } from "#lib/client/send.ts";
import { redirectWhenSignedOut } from "#lib/client/session-expired.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { AppError } from "#lib/errors.ts";

/** How long before the end the page warns. */
const WARNING_MS = 2 * 60_000;
const CHECK_EVERY_MS = 60_000;

/** Keeps an active session alive, and warns before it ends. */
export function SessionKeeper() {
  const { data: lifetime, refresh } = useQuery(
    api.session.lifetime,
    {},
    { refreshInterval: CHECK_EVERY_MS },
  );
  const stay = async () => {
    await send(api.session.stay, {}).catch((error: unknown) =>
      redirectWhenSignedOut(AppError.from(error)),
    );
    await refresh();
  };
  useActivity(stay);
  const now = useNow({ updateInterval: 10_000 }).getTime();

  if (!lifetime) return null;
  const { idle_ends_ts, ends_ts } = lifetime;
  if (idle_ends_ts - now > WARNING_MS) return null;
  return (
    <div className="fixed inset-x-3 bottom-3 z-30 mx-auto max-w-[480px] shadow-high">
      <Warning idleMs={idle_ends_ts - now} isFinal={idle_ends_ts === ends_ts} onStay={stay} />
    </div>
  );
}

type WarningProps = { idleMs: number; isFinal: boolean; onStay: () => void };

function Warning({ idleMs, isFinal, onStay }: WarningProps) {
  const t = useTranslations("session");
  const wait = useDuration()(idleMs);
  if (isFinal) {
    return (
      <Notice kind="warn" isAlert title={t("endTitle", { wait })}>
        {t("endBody")}
      </Notice>
    );
  }
  return (
    <Notice
      kind="warn"
      isAlert
      title={t("idleTitle")}
      actions={<Button onClick={onStay}>{t("stay")}</Button>}
    >
      {t("idleBody", { wait })}
    </Notice>
  );
}

/** Reports activity, at most once a minute. */
function useActivity(onActive: () => void) {
  const report = useRef(onActive);
  const reportedAt = useRef(0);
  useEffect(() => {
    report.current = onActive;
  });
  useEffect(() => {
    reportedAt.current = Date.now();
    const notice = () => {
      if (Date.now() - reportedAt.current < CHECK_EVERY_MS) return;
      reportedAt.current = Date.now();
      report.current();
    };
    const kinds = ["pointerdown", "keydown"] as const;
    for (const kind of kinds) window.addEventListener(kind, notice, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, notice);
    };
  }, []);
}
