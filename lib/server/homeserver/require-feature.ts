import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { isOlder, SINCE, type SynapseFeature } from "#lib/contract/kit/synapse-versions.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "./request.ts";
import { callHomeserver } from "./call.ts";

/**
 * Refuses an action that an older Synapse would silently replace by another. Reads the version again, and
 * refuses an unreadable one too: the result can't be undone.
 */
export async function requireFeature(
  homeserver: Homeserver,
  feature: SynapseFeature,
): Promise<void> {
  const { server_version } = await callHomeserver(homeserver, matrix.serverVersion, {});
  const needs = SINCE[feature];
  if (isOlder(server_version, needs) !== false) throw new AppError("unsupported", { needs });
}
