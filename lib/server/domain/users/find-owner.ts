import "server-only";

import { api } from "#lib/contract/index.ts";
import { AppError } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

type Address = { medium: string; address: string };
type SignIn = { auth_provider: string; external_id: string };

/** The current owner of an email address or phone number; null: none. */
export const ownerOfAddress = (homeserver: Homeserver, { medium, address }: Address) =>
  ownerOf(callHomeserver(homeserver, api.users.findByThreepid, { medium, address }));

/** The current user of a sign-in; null: none. */
export const ownerOfSignIn = (homeserver: Homeserver, { auth_provider, external_id }: SignIn) =>
  ownerOf(callHomeserver(homeserver, api.users.findByExternalId, { auth_provider, external_id }));

async function ownerOf(asked: Promise<{ user_id: string }>): Promise<string | null> {
  try {
    return (await asked).user_id;
  } catch (thrown) {
    if (AppError.from(thrown).code !== "not_found") throw thrown;
    return null;
  }
}
