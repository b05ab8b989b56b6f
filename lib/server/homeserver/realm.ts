import "server-only";

import { isBaseUrl } from "#lib/matrix/server-name.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import { env } from "#lib/server/runtime/env.ts";

/*
 * A realm is whose admins' work it is: what is kept for one homeserver is shown to no other's admins.
 * Where the settings vouch for a homeserver, its name is the realm. Where it was typed nobody does, and any
 * server may say that its user is called `@ada:example.org`: there the realm is the address, which the
 * certificate has proved.
 */

export const typedRealm = (baseUrl: string): string => baseUrl;

/** Whether somebody typed the server: then it is reached under the rules for those, for ever. */
export const isTypedRealm = isBaseUrl;

/** The realm of who has signed in. */
export const realmOf = (place: { realm: string }, userId: string): string =>
  place.realm || serverOf(userId);

/** Whether a token that was got there may still be used, by today's settings. */
export function isStillAllowed({ baseUrl, realm }: { baseUrl: string; realm: string }): boolean {
  const { HOMESERVER_URL, ALLOWED_HOMESERVERS } = env();
  if (HOMESERVER_URL) return baseUrl === HOMESERVER_URL;
  if (isTypedRealm(realm)) return ALLOWED_HOMESERVERS.any;
  const { listed } = ALLOWED_HOMESERVERS;
  return listed.has(realm) && (listed.get(realm) ?? baseUrl) === baseUrl;
}
