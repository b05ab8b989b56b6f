import "server-only";

import type { OutputOf, ParsedInputOf } from "#lib/contract/kit/endpoint.ts";
import { api } from "#lib/contract/index.ts";
import { AppError } from "#lib/errors.ts";
import { phoneDigits } from "#lib/matrix/user-id.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

type Asked = ParsedInputOf<typeof api.users.find>;
type Found = OutputOf<typeof api.users.find>;

/** Finds the exact owner. */
export async function findUser(homeserver: Homeserver, asked: Asked): Promise<Found> {
  const user_id = await ownerOf(homeserver, asked);
  if (user_id === undefined) return { user: null };
  const { name, displayname } = await callHomeserver(homeserver, api.users.get, { user_id });
  return { user: { name, displayname } };
}

async function ownerOf(homeserver: Homeserver, asked: Asked): Promise<string | undefined> {
  const { by, value, provider = "" } = asked;
  if (by === "sign_in") {
    const input = { auth_provider: provider, external_id: value };
    return orNobody(callHomeserver(homeserver, api.users.findByExternalId, input));
  }
  const owner = (address: string) => {
    const input = { medium: by === "email" ? "email" : "msisdn", address };
    return orNobody(callHomeserver(homeserver, api.users.findByThreepid, input));
  };
  if (by === "phone") return owner(phoneDigits(value));
  // Synapse stores them in lower case today; very old ones as typed.
  const folded = value.toLowerCase();
  return (await owner(folded)) ?? (folded === value ? undefined : owner(value));
}

async function orNobody(answer: Promise<{ user_id: string }>): Promise<string | undefined> {
  try {
    return (await answer).user_id;
  } catch (thrown) {
    if (AppError.from(thrown).code === "not_found") return undefined;
    throw thrown;
  }
}
