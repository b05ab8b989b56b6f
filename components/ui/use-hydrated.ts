import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False in the server's HTML and until hydration: earlier clicks are lost. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
