"use client";

import { ChevronsUpDown, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { useErrorText } from "#components/errors/error-text.ts";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { toastError } from "#components/ui/toast.ts";
import { switchSession } from "#lib/client/next-auth.ts";
import type { OtherSession } from "#lib/contract/session.ts";
import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

/** With the address if the name alone is ambiguous: a server's admin chooses its users' names. */
const nameOf = ({ user_id, realm }: OtherSession): string =>
  serverOf(user_id) === realm ? user_id : `${user_id} · ${realm}`;

/** The current session, next to the ids of the others. */
const CURRENT = "current";

type ServerMenuProps = {
  userId: string;
  /** This browser's other sessions. */
  beside: readonly OtherSession[];
  /** The current homeserver. */
  children: ReactNode;
};

/** Switches to another homeserver. */
export function ServerMenu({ userId, beside, children }: ServerMenuProps) {
  const t = useTranslations("servers");
  const errorText = useErrorText();
  const [isGoing, setGoing] = useState(false);

  const go = async (id: string) => {
    setGoing(true);
    try {
      // Reloads, so that nothing of this homeserver stays in memory.
      location.assign(await switchSession(id));
    } catch (thrown) {
      toastError(errorText(AppError.from(thrown).toBody()).title);
      setGoing(false);
    }
  };
  return (
    <div className="pb-2">
      <Menu
        label={t("menu")}
        trigger={
          <button
            type="button"
            disabled={isGoing}
            aria-label={t("switch", { server: serverOf(userId) })}
            className="flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-start hover:bg-sunken"
          >
            {children}
            <ChevronsUpDown className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
          </button>
        }
      >
        <MenuChoices
          value={CURRENT}
          choices={[
            { value: CURRENT, label: userId },
            ...beside.map((other) => ({ value: other.id, label: nameOf(other) })),
          ]}
          onChange={(id) => id !== CURRENT && void go(id)}
        />
        <MenuSeparator />
        <MenuItem onSelect={() => location.assign(routes.signIn({ another: "1" }))}>
          <Plus />
          {t("another")}
        </MenuItem>
      </Menu>
    </div>
  );
}
