"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent, type ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { useCommand } from "#lib/client/use-command.ts";
import { LOGIN_MINUTES } from "#lib/contract/access.ts";
import type { OutputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { Unavailable } from "./unavailable.tsx";
import { TokenOnce } from "./token-once.tsx";

type LogInFormProps = {
  user: UserDetail;
  subtitle: ReactNode;
  onBack: () => void;
  onClose: () => void;
};

const SHORTEST_REASON = 3;

/** Explains the risk of a token for a user's account, then shows it once, with a reason and a time limit. */
export function LogInForm({ user, subtitle, onBack, onClose }: LogInFormProps) {
  const t = useTranslations("logInAs");
  const { run, error, isRunning } = useCommand(api.access.logInAs);
  const [reason, setReason] = useState("");
  const [minutes, setMinutes] = useState<(typeof LOGIN_MINUTES)[number]>(5);
  const [isChecked, setChecked] = useState(false);
  const [made, setMade] = useState<OutputOf<typeof api.access.logInAs>>();
  const name = nameOf(user);
  const isShort = reason.trim().length < SHORTEST_REASON;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (isShort) return;
    setMade(await run({ user_id: user.name, minutes, reason: reason.trim() }));
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isRunning}
      title={made ? t("madeTitle", { name }) : t("logInTitle", { name })}
      subtitle={subtitle}
    >
      {made ? (
        <TokenOnce userId={user.name} made={made} onClose={onClose} />
      ) : error?.code === "unsupported" ? (
        <Unavailable onClose={onClose} />
      ) : (
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <p className="text-ink-2">{t("means", { name })}</p>
            {user.admin && (
              <Notice kind="warn" title={t("isAdmin.title")}>
                {t("isAdmin.body")}
              </Notice>
            )}
            {user.deactivated && <Notice kind="warn">{t("isDeactivated")}</Notice>}
            {user.locked && <Notice kind="warn">{t("isLocked")}</Notice>}
            <Field
              label={t("reason")}
              name="reason"
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              maxLength={500}
              autoComplete="off"
              hint={t("reasonHint")}
              error={isChecked && isShort && t("reasonNeeded")}
            />
            <div>
              <p className="mb-1.5 font-strong">{t("lives")}</p>
              <SegmentedControl
                legend={t("lives")}
                value={`${minutes}`}
                choices={LOGIN_MINUTES.map((value) => ({
                  value: `${value}`,
                  label: t("minutes", { count: value }),
                }))}
                onChange={(value) =>
                  setMinutes(LOGIN_MINUTES.find((known) => `${known}` === value) ?? 5)
                }
              />
            </div>
            {error && <ErrorNotice body={error.toBody()} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onBack} disabled={isRunning}>
              {t("back")}
            </Button>
            <Button type="submit" look="danger" disabled={isRunning}>
              {isRunning ? t("making") : t("make")}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  );
}
