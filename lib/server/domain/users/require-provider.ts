import "server-only";

import { AppError } from "#lib/errors.ts";
import { discover } from "#lib/server/discovery/discover.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";

/** Synapse accepts a sign-in at any provider, even a mistyped one that could never be used. */
export async function requireProvider(
  homeserver: Homeserver,
  external_ids: readonly { auth_provider: string }[],
): Promise<void> {
  if (external_ids.length === 0) return;
  const { ways } = await discover(homeserver);
  const known = new Set(ways.flatMap(({ providers }) => providers.map(({ id }) => id)));
  const unknown = external_ids.find(({ auth_provider }) => !known.has(auth_provider));
  if (unknown) throw new AppError("unknown_provider", { about: unknown.auth_provider });
}
