import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent } from "react";

import type { UserTask } from "#lib/routes.ts";

/** Begins what an address of `routes.user` asks for, once, as soon as the page can. */
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
