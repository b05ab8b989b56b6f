import { parseAsString, parseAsStringLiteral } from "nuqs/server";

export const DEVICE_SORTS = ["last_seen_ts", "display_name"] as const;

/** The URL parameters of a user's devices. */
export const devicesSearch = {
  q: parseAsString.withDefault(""),
  sort: parseAsStringLiteral(DEVICE_SORTS).withDefault("last_seen_ts"),
  dir: parseAsStringLiteral(["f", "b"]).withDefault("b"),
};
