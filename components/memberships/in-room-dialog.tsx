"use client";

import { useTranslations } from "next-intl";

import { ErrorNotice } from "#components/errors/error-notice.tsx";
import { RoomActionOutcome } from "#components/matrix/room-action-outcome.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Identifier } from "#components/ui/identifier.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useRoomAction, type RoomPurpose } from "#components/matrix/use-room-action.ts";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

type InRoomDialogProps = {
  userId: string;
  roomId: string;
  roomName: string | null;
  purpose: RoomPurpose;
  onClose: () => void;
};

/** Explains an action in this room for the user, runs it, and reports the real state. */
export function InRoomDialog(props: InRoomDialogProps) {
  const { userId, roomId, roomName, purpose, onClose } = props;
  const t = useTranslations("logInAs.rooms");
  const words = useTranslations("logInAs");
  const user = useQuery(api.users.get, { user_id: userId }).data;
  const { run, outcome, error, isRunning } = useRoomAction(userId, purpose);
  const name = nameOf({ name: userId, displayname: user?.displayname });
  const room = roomName ?? roomId;
  const title = t(`${purpose}.title`, { name });
  const about = (
    <>
      {roomName}
      <Identifier>{roomId}</Identifier>
    </>
  );

  if (outcome) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={title} subtitle={about}>
        <RoomActionOutcome
          purpose={purpose}
          outcome={outcome}
          name={name}
          room={room}
          onClose={onClose}
        />
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={title}
      subtitle={about}
      submitLabel={isRunning ? t("running") : t(`${purpose}.submit`)}
      look="danger"
      isRunning={isRunning}
      onSubmit={() => run(roomId)}
      onClose={onClose}
    >
      <p className="text-ink-2">{t(`${purpose}.explain`, { name })}</p>
      {user?.locked && <Notice kind="warn">{words("isLocked")}</Notice>}
      {error?.code === "unsupported" ? (
        <Notice kind="info" isAlert title={words("notHere.title")}>
          {words("notHere.body")}
        </Notice>
      ) : (
        error && <ErrorNotice body={error.toBody()} />
      )}
    </FormDialog>
  );
}
