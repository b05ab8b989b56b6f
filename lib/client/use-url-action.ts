import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent } from "react";

import { routes, type UserTab } from "#lib/routes.ts";

/** The tasks that a URL can start on a user's page, with their tabs. Each has a text in `userActions`. */
const USER_TASKS = {
  createDevice: "devices",
  quarantineMedia: "media",
  changeRateLimit: "limits",
  switchFeatures: "limits",
  logInAs: undefined,
} as const satisfies Record<string, UserTab | undefined>;
export type UrlAction = keyof typeof USER_TASKS;

export const toUrlAction = (userId: string, task: UrlAction): string =>
  routes.user(userId, USER_TASKS[task], task);

/** Starts the task of a `toUrlAction` address once, as soon as the page can. */
export function useUrlAction(task: UrlAction, begin: () => void, isReady = true): void {
  const [asked, setAsked] = useQueryState("do", parseAsString);
  const onAsked = useEffectEvent(begin);
  const isAsked = asked === task && isReady;
  useEffect(() => {
    if (!isAsked) return;
    void setAsked(null);
    onAsked();
  }, [isAsked, setAsked]);
}
