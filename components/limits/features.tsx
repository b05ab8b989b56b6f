"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { useUrlAction } from "#lib/client/use-url-action.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { SINCE } from "#lib/contract/kit/synapse-versions.ts";

/** The features with a text; a newer Synapse may have others. */
const NAMED = ["msc3575", "msc3881", "msc4222"] as const;

/** Unfinished parts of Matrix to enable for one user. */
export function FeaturesPanel({ userId }: { userId: string }) {
  const t = useTranslations("limits.features");
  const { data, error, refresh } = useQuery(api.limits.features, { user_id: userId });
  return (
    <Panel title={t("title")}>
      {error && (
        <div className="p-4">
          {error.code === "unsupported" ? (
            <Notice kind="info" title={t("notHere.title")}>
              {t("notHere.body", { version: SINCE.userFeatures })}
            </Notice>
          ) : (
            <LoadError error={error} onRetry={refresh} />
          )}
        </div>
      )}
      {data ? (
        <Features userId={userId} features={data.features} onChanged={refresh} />
      ) : (
        !error && <SkeletonRows rows={3} label={t("loading")} />
      )}
    </Panel>
  );
}

type FeaturesProps = {
  userId: string;
  features: Record<string, boolean>;
  onChanged: () => Promise<{ features: Record<string, boolean> } | undefined>;
};

function Features({ userId, features, onChanged }: FeaturesProps) {
  const t = useTranslations("limits.features");
  const { run, error, isRunning } = useCommand(api.limits.setFeatures);
  const nameOf = (key: string) => {
    const known = NAMED.find((name) => name === key);
    return known ? t(`names.${known}`) : key.toUpperCase();
  };

  const set = async (key: string, isOn: boolean) => {
    if ((await run({ user_id: userId, features: { [key]: isOn } })) === undefined) return;
    // Reports reloaded values.
    const now = await onChanged().catch(() => undefined);
    const found = now?.features[key];
    if (found !== undefined) toastSuccess(t(found ? "isOn" : "isOff", { name: nameOf(key) }));
  };

  const list = useRef<HTMLUListElement>(null);
  useUrlAction("switchFeatures", () => list.current?.querySelector("input")?.focus());
  if (Object.keys(features).length === 0) return <p className="p-4 text-ink-2">{t("none")}</p>;
  return (
    <>
      <ul ref={list} className="divide-y divide-line">
        {Object.entries(features).map(([key, isOn]) => (
          <li key={key}>
            <label className="flex min-h-11 items-center gap-3 px-4 py-2">
              <Checkbox
                checked={isOn}
                disabled={isRunning}
                onChange={(event) => void set(key, event.target.checked)}
              />
              <span className="min-w-0 flex-1">
                <span className="block">{nameOf(key)}</span>
                <span className="block font-mono text-small text-ink-3">{key}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <div className="grid gap-3 border-t border-line p-4">
        <p className="text-small text-ink-2">{t("explain")}</p>
        {error && <ErrorNotice body={error.toBody()} />}
      </div>
    </>
  );
}
