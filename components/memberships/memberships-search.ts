import { parseAsString, parseAsStringLiteral } from "nuqs/server";

import { MEMBERSHIPS } from "#lib/contract/memberships.ts";

/** What the address of a user's rooms can say. */
export const membershipsSearch = {
  q: parseAsString.withDefault(""),
  membership: parseAsStringLiteral(["any", ...MEMBERSHIPS] as const).withDefault("any"),
};
