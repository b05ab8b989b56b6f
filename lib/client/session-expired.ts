import type { AppError } from "#lib/errors.ts";
import { routes, SIGN_IN_REASONS } from "#lib/routes.ts";

let isLeaving = false;

/** Whether the user is signing out: requests stop then, and an ended session is expected. */
export const isSigningOut = (): boolean => isLeaving;

export function setSigningOut(is: boolean): void {
  isLeaving = is;
  // A browser may keep the page, and show it again as it was.
  if (is) window.addEventListener("pagehide", () => (isLeaving = false), { once: true });
}

/** When the session has ended, leads to the sign-in page, which says why and leads back here. */
export function redirectWhenSignedOut(error: AppError): void {
  if (isLeaving) return;
  // This page belongs to another homeserver.
  if (error.code === "other_session") return location.assign(routes.home());
  if (error.code !== "signed_out") return;
  const reason = SIGN_IN_REASONS.find((known) => known === error.details.reason);
  const callbackUrl = location.pathname + location.search;
  // Reloads, so that nothing of the old session stays in memory.
  location.assign(routes.signIn({ callbackUrl, ...(reason && { reason }) }));
}
