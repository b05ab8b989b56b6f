import "server-only";

import { env } from "#lib/server/runtime/env.ts";

const isHttps = () => env().PUBLIC_URL.protocol === "https:";

/** `__Host-` binds a cookie to this host; browsers accept it only over https. */
export const cookieName = (name: string): string => (isHttps() ? `__Host-${name}` : name);

/**
 * Lax, because a Strict cookie is not sent when an admin follows a link from a chat or returns from single
 * sign-on. The Origin check (`request-guards.ts`) guards writes.
 */
export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" }) as const;
