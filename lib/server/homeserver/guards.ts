import "server-only";

import type { Endpoint } from "#lib/contract/kit/endpoint.ts";
import { isManagedByMas, type MayBeManagedByMas } from "#lib/contract/kit/mas.ts";
import { api } from "#lib/contract/index.ts";
import { AppError, nullIf } from "#lib/errors.ts";

import { sendUnguarded } from "./send.ts";
import type { Homeserver } from "./request.ts";

/**
 * Refuses what Synapse would do silently: lock out the acting admin, or the last admin who can still sign in,
 * which no one could undo; create an account from a mistyped name.
 */
export async function assertAllowed(
  homeserver: Homeserver,
  endpoint: Endpoint,
  input: Record<string, unknown>,
): Promise<void> {
  assertNotManagedByMas(homeserver, endpoint, input);
  const { locksOut, mustExist = false } = endpoint;
  const wouldShutOut = locksOut?.(input) ?? false;
  const userId = String(input["user_id"]);
  if (wouldShutOut && userId === homeserver.userId) throw new AppError("own_account");
  // Under MAS, Synapse does not know the admins.
  const mayBeLast = wouldShutOut && homeserver.masIssuer === undefined;
  if (!mayBeLast && !mustExist) return;
  const reading = sendUnguarded(homeserver, api.users.get, { user_id: userId });
  const user = (await (mustExist ? reading : reading.catch(nullIf("not_found"))))?.output;
  // Read first, since it costs far less than the list of admins. An unknown user may be an admin.
  if (mayBeLast && user && user.admin !== false && (await isOnlyAdmin(homeserver, userId))) {
    throw new AppError("last_admin");
  }
}

/** Refuses actions that the Matrix Authentication Service handles. */
export function assertNotManagedByMas(
  { masIssuer }: Homeserver,
  action: MayBeManagedByMas,
  input: Record<string, unknown>,
): void {
  if (masIssuer === undefined || !isManagedByMas(action, input)) return;
  throw new AppError("decided_by_mas", { server: masIssuer });
}

/** Whether no other admin could act: all others are deactivated or locked. */
async function isOnlyAdmin(homeserver: Homeserver, userId: string): Promise<boolean> {
  const input = api.users.list.input.parse({
    admins: true,
    deactivated: false,
    locked: false,
    limit: 2,
  });
  const { users } = (await sendUnguarded(homeserver, api.users.list, input)).output;
  return users.every(({ name }) => name === userId);
}
