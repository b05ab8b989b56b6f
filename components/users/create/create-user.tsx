"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { LoadError } from "#components/errors/load-error.tsx";
import { MasNotice } from "#components/matrix/mas-notice.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Panel } from "#components/ui/panel.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";

import { CreateForm } from "./create-form.tsx";
import type { NewAccount } from "./created-user.ts";
import { CredentialsSheet } from "./credentials-sheet.tsx";

/** A form for one account, and then its credentials. */
export function CreateUser({ server }: { server: string }) {
  const t = useTranslations("createUser");
  const [made, setMade] = useState<NewAccount>();
  const isManagedByMas = useIsManagedByMas();
  const isCreatedByMas = isManagedByMas(api.users.create);
  const {
    data: ways,
    error,
    refresh,
  } = useQuery(api.users.waysToSignIn, isCreatedByMas ? null : {});

  if (made) {
    return <CredentialsSheet {...made} server={server} onAnother={() => setMade(undefined)} />;
  }
  return (
    <>
      <PageHeader title={t("title")} />
      {isCreatedByMas ? (
        <MasNotice />
      ) : ways?.mas ? (
        <Notice kind="warn" title={t("mas.title")}>
          {t("mas.body")}
        </Notice>
      ) : ways ? (
        <CreateForm ways={ways} server={server} onDone={setMade} />
      ) : error ? (
        <LoadError error={error} onRetry={refresh} />
      ) : (
        <Panel className="max-w-180">
          <SkeletonRows rows={8} label={t("loading")} />
        </Panel>
      )}
    </>
  );
}
