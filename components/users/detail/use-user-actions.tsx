import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";

import { useIsManagedByMas } from "#lib/client/mas.tsx";
import { useOfferActions, type PaletteAction } from "#lib/client/command-palette.ts";
import { toUrlAction, useUrlAction, type UrlAction } from "#lib/client/use-url-action.ts";
import { api } from "#lib/contract/index.ts";
import type { Published } from "#lib/contract/kit/endpoint.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { routes, USER_TABS } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { isOfferedFor, type UserAction } from "#components/users/user-action.ts";
import { USER_ACTIONS, type UserActionId } from "./user-actions.ts";

/** Tasks inside a tab, also found by their own names. */
export const TAB_TASKS = [
  { id: "createDevice", action: api.devices.create },
  { id: "quarantineMedia", action: api.media.quarantineAll },
  { id: "changeRateLimit", action: api.limits.setRateLimit },
  { id: "switchFeatures", action: api.limits.setFeatures },
] as const satisfies { id: UrlAction; action: Published }[];

type OfferedAction = UserAction & { id: UserActionId };

/** This user's current actions, also in the command palette, and the open dialog. */
export function useUserActions(user: UserDetail, ownDeviceId: string | undefined) {
  const t = useTranslations("userActions");
  const tabs = useTranslations("user.tabTitles");
  const [open, setOpen] = useState<OfferedAction>();
  const start = useCallback((action: OfferedAction) => setOpen(action), []);
  const isOwn = ownDeviceId !== undefined;
  const isManagedByMas = useIsManagedByMas();
  const groups = useMemo(
    () =>
      USER_ACTIONS.map((group: readonly OfferedAction[]) =>
        group.filter((action) => isOfferedFor(action, user, { isOwn, isManagedByMas })),
      ).filter((group) => group.length > 0),
    [user, isOwn, isManagedByMas],
  );

  const { name, displayname } = user;
  const inPalette = useMemo(() => {
    const about = (action: string) => `${action} · ${nameOf({ name, displayname })}`;
    return [
      ...groups.flat().map((action): PaletteAction => ({
        id: `user-${action.id}`,
        label: about(t(action.id)),
        run: () => start(action),
      })),
      ...TAB_TASKS.filter(({ action }) => !isManagedByMas(action)).map(({ id }): PaletteAction => ({
        id: `user-task-${id}`,
        label: about(t(id)),
        href: toUrlAction(name, id),
      })),
      ...USER_TABS.map((tab): PaletteAction => ({
        id: `user-tab-${tab}`,
        label: about(tabs(tab)),
        href: routes.user(name, tab),
      })),
    ];
  }, [groups, isManagedByMas, displayname, name, t, tabs, start]);
  useOfferActions(inPalette);
  useUrlAction("logInAs", () => {
    const logInAs = groups.flat().find(({ id }) => id === "logInAs");
    if (logInAs) start(logInAs);
  });

  const dialog = open && (
    <open.Dialog user={user} ownDeviceId={ownDeviceId} onClose={() => setOpen(undefined)} />
  );
  return { groups, start, dialog };
}
