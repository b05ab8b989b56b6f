import "server-only";

import type { Endpoint } from "#lib/contract/kit/endpoint.ts";
import { isManagedByMas, type MayBeManagedByMas } from "#lib/contract/kit/mas.ts";
import { api } from "#lib/contract/index.ts";
import type { UserDetail } from "#lib/contract/users.ts";
import { AppError } from "#lib/errors.ts";

import { sendUnguarded } from "./send.ts";
import type { Homeserver } from "./request.ts";

/**
 * Refuses what Synapse would do without a word: to shut out the very admin who asks, or the last admin who
 * can still sign in, and then nobody is left to undo it; to make an account of a mistyped name.
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
  // Who the admins are, Synapse does not know where another service has the accounts.
  const mayBeLast = wouldShutOut && homeserver.masIssuer === undefined;
  if (!mayBeLast && !mustExist) return;
  const user = await readUser(homeserver, userId, mustExist);
  // Read first, since it costs far less than the list of admins. Who is not known to be none may be one.
  if (mayBeLast && user && user.admin !== false && (await isOnlyAdmin(homeserver, userId))) {
    throw new AppError("last_admin");
  }
}

/** Refuses what the Matrix Authentication Service does, where it has the accounts. */
export function assertNotManagedByMas(
  { masIssuer }: Homeserver,
  action: MayBeManagedByMas,
  input: Record<string, unknown>,
): void {
  if (masIssuer === undefined || !isManagedByMas(action, input)) return;
  throw new AppError("decided_by_mas", { server: masIssuer });
}

/** Undefined: there is none, where there need not be one. */
async function readUser(
  homeserver: Homeserver,
  user_id: string,
  mustExist: boolean,
): Promise<UserDetail | undefined> {
  try {
    return (await sendUnguarded(homeserver, api.users.get, { user_id })).output;
  } catch (thrown) {
    if (!mustExist && AppError.from(thrown).code === "not_found") return undefined;
    throw thrown;
  }
}

/** Whether nobody else could act as a server admin: not deactivated, and not locked. */
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
