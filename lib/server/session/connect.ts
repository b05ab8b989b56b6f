import "server-only";
import { headers } from "next/headers";

import { env } from "#lib/server/runtime/env.ts";
import { resolveHomeserver, type ResolvedServer } from "#lib/server/discovery/resolve.ts";
import { clientAddress } from "#lib/server/http/request-guards.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { withCredentials, type Credentials } from "./renew-token.ts";
import type { Session } from "./session.ts";

/** An action's context: the session, and the homeserver as it sees it. */
export type Context = { session: Session; homeserver: Homeserver };

/** The homeserver as the signed-in admin sees it: only the one that issued the token. */
export async function homeserver(
  session: Credentials & Pick<Session, "baseUrl" | "realm">,
): Promise<Homeserver> {
  return withCredentials(await homeserverAt(session), session);
}

/** The requested homeserver, anonymously. */
export async function askedHomeserver(
  server: string | undefined,
): Promise<{ place: ResolvedServer; homeserver: Homeserver }> {
  const place = await resolveHomeserver(server, clientAddress(await headers()));
  return { place, homeserver: await homeserverAt(place) };
}

/** A homeserver, anonymously. */
export async function homeserverAt({ baseUrl, realm }: ResolvedServer): Promise<Homeserver> {
  const address = clientAddress(await headers());
  return {
    baseUrl,
    realm,
    timeoutMs: env().HOMESERVER_TIMEOUT_MS,
    ...(address && { clientAddress: address }),
  };
}
