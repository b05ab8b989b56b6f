"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import type { UserDialogProps } from "#components/users/user-action.ts";
import { InlineIdentifier } from "#components/ui/identifier.tsx";
import { Button } from "#components/ui/button.tsx";
import { RadioCards } from "#components/ui/radio-cards.tsx";
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx";
import { useQuery } from "#lib/client/use-query.ts";
import { api } from "#lib/contract/index.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { AliveLogins } from "./alive-logins.tsx";
import { LogInForm } from "./log-in-form.tsx";
import { RoomForm } from "./room-form.tsx";

const PURPOSES = ["leaveRoom", "giveUpPower", "logIn"] as const;
type Purpose = (typeof PURPOSES)[number];

/** Asks for the purpose before it issues a token: most need none. */
export function LogInAsDialog({ user, onClose }: UserDialogProps) {
  const t = useTranslations("logInAs");
  const [purpose, setPurpose] = useState<Purpose>("leaveRoom");
  const [isChosen, setChosen] = useState(false);
  const alive = useQuery(api.access.logins, { user_id: user.name }).data?.logins ?? [];
  const name = nameOf(user);
  const subtitle = <InlineIdentifier>{user.name}</InlineIdentifier>;
  const step = { user, subtitle, onBack: () => setChosen(false), onClose };

  if (isChosen && purpose === "logIn") return <LogInForm {...step} />;
  if (isChosen && purpose !== "logIn") return <RoomForm {...step} purpose={purpose} />;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      subtitle={subtitle}
    >
      <DialogBody>
        {alive.length > 0 && <AliveLogins userId={user.name} logins={alive} />}
        <RadioCards
          legend={t("purpose")}
          name="purpose"
          value={purpose}
          onChange={setPurpose}
          options={PURPOSES.map((value) => ({
            value,
            title: t(`purposes.${value}`),
            text: t(`purposeTexts.${value}`),
          }))}
        />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t("cancel")}</Button>
        <Button look="primary" onClick={() => setChosen(true)}>
          {t("continue")}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
