"use client";

import { useTranslations } from "next-intl";

import { MasNotice } from "#components/matrix/mas-notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { api } from "#lib/contract/index.ts";

import { CheckToken } from "./check-token.tsx";
import { Logins } from "./logins.tsx";
import { MakeToken } from "./make-token.tsx";

/** Access tokens of bots, bridges and scripts: issuing, inspecting and revoking. */
export function AccessTokens({ server }: { server: string }) {
  const t = useTranslations("tokens");
  const isManagedByMas = useIsManagedByMas();
  return (
    <>
      <PageHeader title={t("title")} />
      <p className="mb-4 max-w-[70ch] text-ink-2">{t("lead")}</p>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={t("make.title")}>
          {isManagedByMas(api.tokens.make) ? (
            <div className="p-4 pb-1">
              <MasNotice>{t("make.byMas")}</MasNotice>
            </div>
          ) : (
            <MakeToken />
          )}
        </Panel>
        <Panel title={t("check.title")}>
          <CheckToken />
        </Panel>
        {!isManagedByMas(api.access.logInAs) && (
          <Panel title={t("logins.title")} className="lg:col-span-2">
            <Logins server={server} />
          </Panel>
        )}
      </div>
    </>
  );
}
