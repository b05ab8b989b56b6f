"use client";

import { useTranslations } from "next-intl";

import { Button } from "#components/ui/button.tsx";
import { DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { RoomActionResult as Outcome, RoomPurpose } from "./use-room-action.ts";

type RoomActionOutcomeProps = {
  purpose: RoomPurpose;
  outcome: Outcome;
  /** The names of the user and the room. */
  name: string;
  room: string;
  onClose: () => void;
};

/** The result of an action in a room for a user, or why it was not done. */
export function RoomActionOutcome({
  purpose,
  outcome,
  name,
  room,
  onClose,
}: RoomActionOutcomeProps) {
  const t = useTranslations("logInAs.rooms");
  const words = useTranslations("logInAs");
  return (
    <>
      <DialogBody>
        <Notice kind={outcome === "done" ? "ok" : "warn"} isAlert>
          {outcome === "done"
            ? t(`${purpose}.done`, { name, room })
            : t(`reasons.${outcome}`, { name, room })}
        </Notice>
      </DialogBody>
      <DialogFooter>
        <Button look="primary" onClick={onClose}>
          {words("close")}
        </Button>
      </DialogFooter>
    </>
  );
}
