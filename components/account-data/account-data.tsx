"use client";

import { EyeOff, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { api } from "#lib/contract/index.ts";

import { DataEntries } from "./data-entries-table.tsx";
import { entriesOf, type DataEntry } from "./data-entries.ts";

/** Data that clients store for a user: private, so it is shown on demand, and viewing it is recorded. */
export function AccountData({ userId }: { userId: string }) {
  const t = useTranslations("accountData");
  const { run, error, isRunning } = useCommand(api.accountData.get);
  const [entries, setEntries] = useState<readonly DataEntry[]>();

  const open = async () => {
    const answer = await run({ user_id: userId });
    if (answer) setEntries(entriesOf(answer));
  };
  return (
    <section aria-labelledby="account-data">
      <div className="mb-3 flex flex-wrap items-end gap-2">
        <div className="flex-1 basis-72">
          <h2 id="account-data" className="text-subtitle font-heading">
            {t("title")}
          </h2>
          <p className="max-w-[80ch] text-ink-2">{t("explain")}</p>
        </div>
        {entries && (
          <Button onClick={() => setEntries(undefined)}>
            <EyeOff />
            {t("close")}
          </Button>
        )}
      </div>
      {error && (
        <div className="mb-3">
          <ErrorNotice body={error.toBody()} />
        </div>
      )}
      {entries ? (
        <DataEntries entries={entries} />
      ) : (
        <Panel>
          <EmptyState
            icon={Lock}
            title={t("closed.title")}
            actions={
              <Button onClick={() => void open()} disabled={isRunning}>
                {isRunning ? t("opening") : t("open")}
              </Button>
            }
          >
            {t("closed.body")}
          </EmptyState>
        </Panel>
      )}
    </section>
  );
}
