import { useEffect, useRef } from "react";

const EDITABLE =
  "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable=true]";
const OPEN = "[role=dialog], [role=menu], [role=alertdialog]";

/** Runs when a single key is pressed, unless somebody types or something is open on top of the page. */
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
