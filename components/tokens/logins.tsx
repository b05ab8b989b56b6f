"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { LoadError } from "#components/errors/load-error.tsx";
import { PreferredTable } from "#components/tables/preferred-table.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Column } from "#components/ui/data-table.tsx";
import { Link } from "#components/ui/link.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { ExactTime } from "#components/ui/time.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { useQuery } from "#lib/client/use-query.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { routes } from "#lib/routes.ts";

import { LogInAs } from "./log-in-as.tsx";

type Row = OutputOf<typeof api.tokens.logins>["logins"][number];

/** Valid impersonation tokens of all admins. */
export function Logins({ server }: { server: string }) {
  const t = useTranslations("tokens.logins");
  const { data, error, refresh } = useQuery(api.tokens.logins, {});
  const revoke = useCommand(api.access.revokeLogin);
  const end = async ({ id, user_id }: Row) => {
    if (!(await revoke.run({ user_id, login_id: id }))) return;
    void refresh();
    toastSuccess(t("revoked"));
  };
  const columns: Column<Row>[] = [
    {
      id: "user_id",
      header: t("account"),
      grows: true,
      cell: ({ user_id, reason }) => (
        <div className="min-w-0">
          <Link href={routes.user(user_id)} className="block truncate font-mono text-small">
            <InlineIdentifier>{user_id}</InlineIdentifier>
          </Link>
          <p className="truncate text-small text-ink-3">{reason}</p>
        </div>
      ),
    },
    {
      id: "who",
      header: t("who"),
      wideOnly: true,
      cell: ({ who }) => (
        <span className="font-mono text-small">
          <InlineIdentifier>{who}</InlineIdentifier>
        </span>
      ),
    },
    {
      id: "expires_ts",
      header: t("ends"),
      wideOnly: true,
      cell: ({ expires_ts }) => <ExactTime ms={expires_ts} />,
    },
    {
      id: "actions",
      header: t("actions"),
      isHeaderHidden: true,
      align: "right",
      cell: (row) => (
        <Button look="quietDanger" disabled={revoke.isRunning} onClick={() => void end(row)}>
          {t("revoke")}
        </Button>
      ),
    },
  ];

  return (
    <>
      <p className="px-4 py-3 text-ink-2">{t("lead")}</p>
      <LogInAs server={server} />
      {revoke.error && (
        <div className="px-4 pb-3">
          <ErrorNotice body={revoke.error.toBody()} />
        </div>
      )}
      {!data && error && (
        <div className="px-4 pb-4">
          <LoadError error={error} onRetry={refresh} />
        </div>
      )}
      {!data && !error && <SkeletonRows rows={1} label={t("loading")} />}
      {data && data.logins.length === 0 && <p className="px-4 pb-4 text-ink-3">{t("empty")}</p>}
      {data && data.logins.length > 0 && (
        <PreferredTable
          name="logins"
          label={t("lead")}
          columns={columns}
          rows={data.logins}
          idOf={({ id }) => id}
        />
      )}
    </>
  );
}
