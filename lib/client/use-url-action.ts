import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent } from "react";

import { routes, type UserTab } from "#lib/routes.ts";

/** What an address can begin on a user's page, and on which part of it. Each has its words in `userActions`. */
const USER_TASKS = {
  createDevice: "devices",
  quarantineMedia: "media",
  changeRateLimit: "limits",
  switchFeatures: "limits",
  logInAs: undefined,
} as const satisfies Record<string, UserTab | undefined>;
export type UserTask = keyof typeof USER_TASKS;

export const toTask = (userId: string, task: UserTask): string =>
  routes.user(userId, USER_TASKS[task], task);

/** Begins what an address of `toTask` asks for, once, as soon as the page can. */
export function useTask(task: UserTask, begin: () => void, isReady = true): void {
  const [asked, setAsked] = useQueryState("do", parseAsString);
  const onAsked = useEffectEvent(begin);
  const isAsked = asked === task && isReady;
  useEffect(() => {
    if (!isAsked) return;
    void setAsked(null);
    onAsked();
  }, [isAsked, setAsked]);
}
