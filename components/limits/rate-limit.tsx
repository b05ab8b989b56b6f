"use client";

import { useTranslations } from "next-intl";

import { LoadError } from "#components/errors/load-error.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";

import { RateLimitForm } from "./rate-limit-form.tsx";
import { useRateLimit } from "./use-rate-limit.ts";

/** A user's rate limit: the current one, and the choices. */
export function RateLimitPanel({ userId }: { userId: string }) {
  const t = useTranslations("limits.rate");
  const limit = useRateLimit(userId);
  const { now, unread, refresh } = limit;
  return (
    <Panel title={t("title")}>
      {unread && (
        <div className="p-4">
          <LoadError error={unread} onRetry={refresh} />
        </div>
      )}
      {now ? (
        // Resets to the current limit.
        <RateLimitForm key={JSON.stringify(now)} now={now} limit={limit} />
      ) : (
        !unread && <SkeletonRows rows={3} label={t("loading")} />
      )}
    </Panel>
  );
}
