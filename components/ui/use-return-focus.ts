import { useRef } from "react";

/**
 * Returns the focus to where it was before something opened. Radix does so only for its own triggers, and
 * state opens our dialogs.
 */
export function useReturnFocus() {
  const openerRef = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      openerRef.current = document.activeElement;
    },
    onCloseAutoFocus: () => {
      if (openerRef.current instanceof HTMLElement) openerRef.current.focus();
    },
  };
}
