import { useEffect, useRef } from "react";

const EDITABLE =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const OPEN = "[role=dialog], [role=menu], [role=alertdialog]";

/** Runs on a single key press, except while typing or with something open on top of the page. */
export function useShortcut(key: string, run: (event: KeyboardEvent) => void): void {
  const runRef = useRef(run);
  useEffect(() => {
    runRef.current = run;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey) return;
      const { target } = event;
      if (target instanceof Element && target.closest(EDITABLE)) return;
      if (document.querySelector(OPEN)) return;
      event.preventDefault();
      runRef.current(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [key]);
}
