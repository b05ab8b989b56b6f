import { useSyncExternalStore } from "react";

export type ToastMessage = { id: number; kind: "success" | "error"; text: string };

let last: ToastMessage | null = null;
const listeners = new Set<() => void>();

function say(kind: ToastMessage["kind"], text: string): void {
  last = { id: (last?.id ?? 0) + 1, kind, text };
  for (const listener of listeners) listener();
}

/** Shows a success message. */
export const toastSuccess = (text: string): void => say("success", text);

/** Shows an error that has no other place on the page. */
export const toastError = (text: string): void => say("error", text);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The latest message. */
export const useToasts = (): ToastMessage | null =>
  useSyncExternalStore(
    subscribe,
    () => last,
    () => null,
  );
