"use client";

import { useTranslations } from "next-intl";

import { ExternalIdsField, useExternalIds } from "#components/users/create/external-ids-field.tsx";
import type { UserDialogProps } from "#components/users/user-action.ts";
import { LoadError } from "#components/errors/load-error.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import type { ExternalId } from "#lib/contract/users.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { EditDialog } from "./edit-dialog.tsx";
import { useEdit } from "./use-edit.ts";

/** Adds and removes a user's single sign-on IDs. */
export function ExternalIdsDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("editUser");
  const { data: ways, error, refresh } = useQuery(api.users.waysToSignIn, {});
  const { external_ids } = user;
  const externalIds = useExternalIds(ways?.providers ?? [], external_ids);
  const edit = useEdit({
    user,
    done: t("externalIds.done", { name: nameOf(user) }),
    onClose,
  });

  const onSubmit = () => {
    const items = externalIds.list.settle();
    if (!items) return;
    const { nameOf } = externalIds.list;
    const isIn = (one: ExternalId, all: readonly ExternalId[]) =>
      all.map(nameOf).includes(nameOf(one));
    return edit.save(
      { was: { external_ids }, external_ids: [...items] },
      (now) =>
        now.external_ids.length === items.length &&
        items.every((one) => isIn(one, now.external_ids)),
    );
  };

  return (
    <EditDialog
      user={user}
      title={t("externalIds.title", { name: nameOf(user) })}
      edit={edit}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {!ways && !error && (
        <div role="status" aria-label={t("loading")} className="grid gap-2">
          <Skeleton className="h-3.5 w-40" />
          <Skeleton className="h-9.5 w-full" />
        </div>
      )}
      {!ways && error && <LoadError error={error} onRetry={refresh} />}
      {ways?.providers.length === 0 && (
        <Notice kind="info">{t(ways.mas ? "externalIds.mas" : "externalIds.noProviders")}</Notice>
      )}
      {ways && (ways.providers.length > 0 || external_ids.length > 0) && (
        <ExternalIdsField providers={ways.providers} {...externalIds} />
      )}
    </EditDialog>
  );
}
