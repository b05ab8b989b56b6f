import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";

import { useHasMas } from "#lib/client/mas.tsx";
import { useOfferActions, type PaletteAction } from "#lib/client/command-palette.ts";
import { toUrlAction, useUrlAction, type UrlAction } from "#lib/client/use-url-action.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { routes, USER_TABS } from "#lib/routes.ts";
import { nameOf } from "#lib/matrix/visible-text.ts";

import { isOfferedFor, type UserAction } from "#components/users/user-action.ts";
import { USER_ACTIONS, type UserActionId } from "./user-actions.ts";

/** Tasks inside a tab, also found by their own names. */
export const TAB_TASKS = [
  "createDevice",
  "quarantineMedia",
  "changeRateLimit",
  "switchFeatures",
] as const satisfies UrlAction[];

type OfferedAction = UserAction & { id: UserActionId };

/** This user's current actions, also in the command palette, and the open dialog. */
export function useUserActions(user: UserDetail, ownDeviceId: string | undefined) {
  const t = useTranslations("userActions");
  const tabs = useTranslations("user.tabTitles");
  const [open, setOpen] = useState<OfferedAction>();
  const start = useCallback((action: OfferedAction) => setOpen(action), []);
  const isOwn = ownDeviceId !== undefined;
  const hasMas = useHasMas();
  const groups = useMemo(
    () =>
      USER_ACTIONS.map((group: readonly OfferedAction[]) =>
        group.filter((action) => isOfferedFor(action, user, { isOwn, hasMas })),
      ).filter((group) => group.length > 0),
    [user, isOwn, hasMas],
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
      ...TAB_TASKS.filter((task) => !(hasMas && task === "createDevice")).map(
        (task): PaletteAction => ({
          id: `user-task-${task}`,
          label: about(t(task)),
          href: toUrlAction(name, task),
        }),
      ),
      ...USER_TABS.map((tab): PaletteAction => ({
        id: `user-tab-${tab}`,
        label: about(tabs(tab)),
        href: routes.user(name, tab),
      })),
    ];
  }, [groups, hasMas, displayname, name, t, tabs, start]);
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
