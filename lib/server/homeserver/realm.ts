import "server-only";

import { isBaseUrl } from "#lib/matrix/server-name.ts";
import { serverOf } from "#lib/matrix/user-id.ts";

import { env } from "#lib/server/runtime/env.ts";

/*
 * A realm separates homeservers: one homeserver's admins see nothing of another's. For a configured
 * homeserver its name is the realm. An entered one has no such trust, and any server may claim a user
 * `@ada:example.org`: there the realm is the address, which the certificate has proved.
 */

export const typedRealm = (baseUrl: string): string => baseUrl;

/** Whether the server was entered by a user: then the rules for such servers always apply. */
export const isTypedRealm = isBaseUrl;

/** The realm of a signed-in user. */
export const realmOf = (place: { realm: string }, userId: string): string =>
  place.realm || serverOf(userId);

/** Whether a token for this homeserver may still be used, by the current settings. */
export function isStillAllowed({ baseUrl, realm }: { baseUrl: string; realm: string }): boolean {
  const { HOMESERVER_URL, ALLOWED_HOMESERVERS } = env();
  if (HOMESERVER_URL) return baseUrl === HOMESERVER_URL;
  if (isTypedRealm(realm)) return ALLOWED_HOMESERVERS.any;
  const { listed } = ALLOWED_HOMESERVERS;
  return listed.has(realm) && (listed.get(realm) ?? baseUrl) === baseUrl;
}
