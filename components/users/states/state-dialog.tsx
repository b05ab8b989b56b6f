"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toastSuccess } from "#components/ui/toast.ts";
import { send } from "#lib/client/send.ts";
import { useCommand } from "#lib/client/use-command.ts";
import type { InputOf, Published } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { Consequences } from "./consequences.tsx";
import { STATE_CHANGES, type StateChange } from "./state-changes.ts";

type StateDialogProps = UserDialogProps & { change: StateChange };

/** Explains a change of state, makes it, and checks the result. */
export function StateDialog({ change, user, onClose }: StateDialogProps) {
  const t = useTranslations("states");
  const { action, input, isSo } = STATE_CHANGES[change];
  const { run, error, isRunning } = useCommand<Published>(action);
  const [doubt, setDoubt] = useState<"notSo" | "unreported" | "unread">();
  const name = nameOf(user);

  const onSubmit = async () => {
    setDoubt(undefined);
    const about = { user_id: user.name };
    if (!(await run({ ...about, ...input } as InputOf<Published>))) return;
    const now = await send(api.users.get, about).catch(() => undefined);
    if (!now) return setDoubt("unread");
    const isChanged = isSo(now);
    if (!isChanged) return setDoubt(isChanged === undefined ? "unreported" : "notSo");
    toastSuccess(t(`${change}.done`, { name }));
    onClose();
  };

  return (
    <FormDialog
      title={t(`${change}.title`, { name })}
      subtitle={<InlineIdentifier>{user.name}</InlineIdentifier>}
      submitLabel={t(isRunning ? "submitting" : `${change}.submit`)}
      isRunning={isRunning}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <p>{t(`${change}.does`)}</p>
      <Consequences
        items={(["notices", "keeps", "undo"] as const).map((about) => ({
          title: t(about, { name }),
          text: t(`${change}.${about}`),
        }))}
      />
      {error && <ErrorNotice body={error.toBody()} />}
      {doubt && (
        <Notice kind="warn" isAlert>
          {t(doubt)}
        </Notice>
      )}
    </FormDialog>
  );
}
