"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import { SESSIONS_TABLE, useSessionsColumns } from "./sessions-columns.tsx";

/** The admin's own sessions, and ending them. */
export function MySessions() {
  const t = useTranslations("mySessions");
  const { data, error, refresh } = useQuery(api.session.list, {});
  const revoke = useCommand(api.session.revoke);
  const revokeOthers = useCommand(api.session.revokeOthers);
  const [ending, setEnding] = useState<string>();

  const end = async (id: string) => {
    setEnding(id);
    const answer = await revoke.run({ session_id: id });
    setEnding(undefined);
    if (answer) toastSuccess(t("ended", { count: answer.ended }));
  };
  const endOthers = async () => {
    const answer = await revokeOthers.run({});
    if (answer) toastSuccess(t("ended", { count: answer.ended }));
  };
  const columns = useSessionsColumns({ ending, onEnd: (id) => void end(id) });

  if (!data) {
    return error ? <LoadError error={error} onRetry={refresh} /> : <MySessionsLoading />;
  }
  const failure = revoke.error ?? revokeOthers.error ?? error;
  return (
    <>
      <PageHeader
        title={t("title")}
        count={data.sessions.length}
        actions={
          data.sessions.length > 1 && (
            <Button onClick={() => void endOthers()} disabled={revokeOthers.isRunning}>
              {t("endOthers")}
            </Button>
          )
        }
      />
      <p className="mb-4 max-w-[70ch] text-ink-2">{t("explain")}</p>
      {failure && (
        <div className="mb-3">
          <ErrorNotice body={failure.toBody()} />
        </div>
      )}
      <Panel>
        <PreferredTable
          name={SESSIONS_TABLE}
          label={t("title")}
          columns={columns}
          rows={data.sessions}
          idOf={({ id }) => id}
        />
      </Panel>
    </>
  );
}

export function MySessionsLoading() {
  const t = useTranslations("mySessions");
  return (
    <>
      <PageHeader title={t("title")} />
      <Panel>
        <SkeletonRows rows={3} label={t("loading")} />
      </Panel>
    </>
  );
}
