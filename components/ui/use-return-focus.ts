import { useRef } from "react";

/**
 * Gives the focus back to what had it when something opened. Radix does so for triggers of its own
 * alone, and our dialogs are opened by state.
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
