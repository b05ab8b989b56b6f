import "server-only";

import { env } from "#lib/server/runtime/env.ts";

const isHttps = () => env().PUBLIC_URL.protocol === "https:";

/** `__Host-` binds a cookie to this host; browsers take it over https alone. */
export const cookieName = (name: string): string => (isHttps() ? `__Host-${name}` : name);

/**
 * Lax, because a Strict cookie is not sent when an admin follows a link from a chat or comes back
 * from single sign-on. Writes are guarded by the Origin check (`request-guards.ts`).
 */
export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" }) as const;
