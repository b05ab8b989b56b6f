"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent, type ReactNode } from "react";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { RoomActionOutcome } from "#components/matrix/room-action-outcome.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useRoomAction, type RoomPurpose } from "#components/matrix/use-room-action.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { Unavailable } from "./unavailable.tsx";
import { RoomChoice, type Room } from "./room-choice.tsx";

type RoomFormProps = {
  user: Pick<UserDetail, "name" | "displayname" | "locked">;
  purpose: RoomPurpose;
  subtitle: ReactNode;
  onBack: () => void;
  onClose: () => void;
};

/** Acts in a room for a user, without revealing a token for their account. */
export function RoomForm({ user, purpose, subtitle, onBack, onClose }: RoomFormProps) {
  const t = useTranslations("logInAs.rooms");
  const words = useTranslations("logInAs");
  const [room, setRoom] = useState<Room>();
  const [isChecked, setChecked] = useState(false);
  const { run, outcome, error, isRunning } = useRoomAction(user.name, purpose);
  const name = nameOf(user);
  const about = { name, room: room?.name ?? room?.room_id ?? "" };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (room) void run(room.room_id);
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      isBusy={isRunning}
      title={t(`${purpose}.title`, { name })}
      subtitle={subtitle}
    >
      {error?.code === "unsupported" ? (
        <Unavailable onClose={onClose} />
      ) : outcome ? (
        <RoomActionOutcome purpose={purpose} outcome={outcome} {...about} onClose={onClose} />
      ) : (
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <p className="text-ink-2">{t(`${purpose}.explain`, { name })}</p>
            <RoomChoice userId={user.name} value={room} onChange={setRoom} />
            {isChecked && !room && (
              <p role="alert" className="text-small text-bad">
                {t("choose")}
              </p>
            )}
            {user.locked && <Notice kind="warn">{words("isLocked")}</Notice>}
            {error && <ErrorNotice body={error.toBody()} />}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onBack} disabled={isRunning}>
              {words("back")}
            </Button>
            <Button type="submit" look="danger" disabled={isRunning}>
              {isRunning ? t("running") : t(`${purpose}.submit`)}
            </Button>
          </DialogFooter>
        </form>
      )}
    </Dialog>
  );
}
