import "server-only";

import { decodeAddress, routes } from "#lib/routes.ts";

import { env } from "#lib/server/runtime/env.ts";

/**
 * The page to open after signing in or out: the requested one, if it is ours. The only place that decides it,
 * since an address has many forms: the parser takes `/.//evil.example` for a path of ours, and it becomes
 * `//evil.example`, another site to browsers.
 */
export function returnPath(asked: unknown): string {
  const { origin } = env().PUBLIC_URL;
  const url = typeof asked === "string" ? URL.parse(asked, origin) : null;
  const isOurs = url?.origin === origin && !url.pathname.startsWith("//");
  // The sign-in page would loop, and what is no page may change or download something.
  const isPage = isOurs && !isBelow(routes.signIn(), url) && !isBelow("/api", url);
  const path = isPage ? url.pathname + url.search : routes.home();
  // next-auth keeps it in a cookie, and Next fails on one that it cannot decode: after the sign-in.
  return decodeAddress(path) === null ? routes.home() : path;
}

const isBelow = (path: string, { pathname }: URL): boolean =>
  pathname === path || pathname.startsWith(`${path}/`);
