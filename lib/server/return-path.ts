import "server-only";

import { routes } from "#lib/routes.ts";

import { env } from "./env.ts";

/** Where to go after signing in: what was asked for, if it is a page of ours. */
export function returnPath(callbackUrl: unknown): string {
  const { origin } = env().PUBLIC_URL;
  const url = typeof callbackUrl === "string" ? URL.parse(callbackUrl, origin) : null;
  if (url?.origin !== origin || url.pathname.startsWith(routes.signIn())) return routes.home();
  return url.pathname + url.search;
}
