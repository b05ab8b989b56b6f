import { parseAsString, parseAsStringLiteral } from "nuqs/server";

import { MEMBERSHIPS } from "#lib/contract/memberships.ts";

/** The URL parameters of a user's rooms. */
export const membershipsSearch = {
  q: parseAsString.withDefault(""),
  membership: parseAsStringLiteral(["any", ...MEMBERSHIPS] as const).withDefault("any"),
};
