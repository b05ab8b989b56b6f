import "server-only";

import type { OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { nullIf } from "#lib/errors.ts";
import { phoneDigits } from "#lib/matrix/user-id.ts";

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

const ownerOf = async (asked: Promise<{ user_id: string }>): Promise<string | null> =>
  (await asked.catch(nullIf("not_found")))?.user_id ?? null;

type Asked = ParsedInputOf<typeof api.users.find>;
type Found = OutputOf<typeof api.users.find>;

/** The user whose e-mail address, phone number or sign-in it is, exactly. */
export async function findUser(homeserver: Homeserver, asked: Asked): Promise<Found> {
  const user_id = await ownerOfTyped(homeserver, asked);
  if (user_id === null) return { user: null };
  const { name, displayname } = await callHomeserver(homeserver, api.users.get, { user_id });
  return { user: { name, displayname } };
}

async function ownerOfTyped(homeserver: Homeserver, asked: Asked): Promise<string | null> {
  const { by, value, provider = "" } = asked;
  if (by === "sign_in") {
    return ownerOfSignIn(homeserver, { auth_provider: provider, external_id: value });
  }
  if (by === "phone") {
    return ownerOfAddress(homeserver, { medium: "msisdn", address: phoneDigits(value) });
  }
  const owner = (address: string) => ownerOfAddress(homeserver, { medium: "email", address });
  // Synapse keeps them in lower case today; very old ones as they were typed.
  const folded = value.toLowerCase();
  return (await owner(folded)) ?? (folded === value ? null : owner(value));
}
