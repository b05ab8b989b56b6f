import "server-only";

import { api } from "#lib/contract/index.ts";
import { AppError } from "#lib/errors.ts";
import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

type Address = { medium: string; address: string };
type SignIn = { auth_provider: string; external_id: string };

/** Whose e-mail address or phone number it is now; null: nobody's. */
export const ownerOfAddress = (homeserver: Homeserver, { medium, address }: Address) =>
  ownerOf(callHomeserver(homeserver, api.users.findByThreepid, { medium, address }));

/** Who signs in with it now; null: nobody. */
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
