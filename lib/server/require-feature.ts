import "server-only";

import { matrix } from "#lib/contract/matrix.ts";
import { isOlder, SINCE, type SynapseFeature } from "#lib/contract/synapse-versions.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "./homeserver-request.ts";
import { callHomeserver } from "./synapse.ts";

/**
 * Refuses what an older Synapse would ignore without a word and do something else instead. Asked anew, and
 * refused also where the version can't be read: what it would do can't be undone.
 */
export async function requireFeature(
  homeserver: Homeserver,
  feature: SynapseFeature,
): Promise<void> {
  const { server_version } = await callHomeserver(homeserver, matrix.serverVersion, {});
  const needs = SINCE[feature];
  if (isOlder(server_version, needs) !== false) throw new AppError("unsupported", { needs });
}
