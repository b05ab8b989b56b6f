import { parseAsString, parseAsStringLiteral } from "nuqs/server";

import { GROUPINGS } from "./connection-groups.ts";

/** What the address of a user's connections can say. */
export const connectionsSearch = {
  q: parseAsString.withDefault(""),
  by: parseAsStringLiteral(GROUPINGS).withDefault("ip"),
};
