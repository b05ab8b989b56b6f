import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** False in the server's HTML and until the browser has brought it to life: what is pressed before is lost. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
