import { parseAsString, parseAsStringLiteral } from "nuqs/server";

import { GROUPINGS } from "./connection-groups.ts";

/** The URL parameters of a user's connections. */
export const connectionsSearch = {
  q: parseAsString.withDefault(""),
  by: parseAsStringLiteral(GROUPINGS).withDefault("ip"),
};
