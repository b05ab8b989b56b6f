import "server-only";

import { decodeAddress, routes } from "#lib/routes.ts";

import { env } from "#lib/server/runtime/env.ts";

/**
 * Where to go after signing in or out: the page that was asked for, if it is one of ours. The one place
 * that decides it, since an address has many forms: `/.//evil.example` is a path of ours to the parser,
 * and becomes `//evil.example`, which browsers take for another site.
 */
export function returnPath(asked: unknown): string {
  const { origin } = env().PUBLIC_URL;
  const url = typeof asked === "string" ? URL.parse(asked, origin) : null;
  const isOurs = url?.origin === origin && !url.pathname.startsWith("//");
  // Nobody signs in to sign in, and what is not a page may change or download something.
  const isPage = isOurs && !isBelow(routes.signIn(), url) && !isBelow("/api", url);
  const path = isPage ? url.pathname + url.search : routes.home();
  // next-auth keeps it in a cookie, and Next fails on one that it cannot decode: after the sign-in.
  return decodeAddress(path) === null ? routes.home() : path;
}

const isBelow = (path: string, { pathname }: URL): boolean =>
  pathname === path || pathname.startsWith(`${path}/`);
