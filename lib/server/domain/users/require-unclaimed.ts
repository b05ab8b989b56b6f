import "server-only";

import { AppError } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";

import { ownerOfAddress, ownerOfSignIn } from "./find-owner.ts";

type Addresses = {
  threepids?: readonly { medium: string; address: string }[] | undefined;
  external_ids?: readonly { auth_provider: string; external_id: string }[] | undefined;
};
type For = {
  homeserver: Homeserver;
  /** The future owner. */
  target: string;
  /** Accounts whose addresses may be taken, after confirmation. Never their sign-ins. */
  takenFrom?: readonly string[];
};

/**
 * Checks that no other account has the addresses and sign-ins: Synapse would take an address from its owner
 * silently, and stop in the middle at a sign-in.
 */
export async function requireUnclaimed(
  { homeserver, target, takenFrom = [] }: For,
  { threepids = [], external_ids = [] }: Addresses,
): Promise<void> {
  for (const one of threepids) {
    const owner = await ownerOfAddress(homeserver, one);
    if (owner && owner !== target && !takenFrom.includes(owner)) {
      throw new AppError("address_taken", { owner, about: one.address });
    }
  }
  for (const one of external_ids) {
    const owner = await ownerOfSignIn(homeserver, one);
    if (owner && owner !== target) {
      throw new AppError("address_taken", { owner, about: one.external_id });
    }
  }
}
