import {
  createLoader,
  parseAsInteger,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { MEDIA_ORDERS } from "#lib/contract/media.ts";

export const MEDIA_PAGE = 48;

export const MEDIA_VIEWS = ["table", "grid"] as const;

type Order = { value: string; sort: (typeof MEDIA_ORDERS)[number]; dir: "f" | "b" };

/** The sort orders of tiles, which have no headers to click. */
export const TILE_ORDERS = [
  { value: "newest", sort: "created_ts", dir: "b" },
  { value: "oldest", sort: "created_ts", dir: "f" },
  { value: "largest", sort: "media_length", dir: "b" },
  { value: "recentlyUsed", sort: "last_access_ts", dir: "b" },
  { value: "byName", sort: "upload_name", dir: "f" },
  { value: "byType", sort: "media_type", dir: "f" },
] as const satisfies readonly Order[];

/** The URL parameters of a user's media, read alike by the page on the server and the table. */
export const mediaSearch = {
  view: parseAsStringLiteral(MEDIA_VIEWS).withDefault("table"),
  sort: parseAsStringLiteral(MEDIA_ORDERS).withDefault("created_ts"),
  dir: parseAsStringLiteral(["f", "b"]).withDefault("b"),
  page: parseAsInteger.withDefault(1),
};
export type MediaSearch = inferParserType<typeof mediaSearch>;

export const loadMediaSearch = createLoader(mediaSearch);

/** A URL's query to Synapse. */
export const mediaInput = (
  user_id: string,
  { sort, dir, page }: MediaSearch,
): InputOf<typeof api.media.ofUser> => ({
  user_id,
  order_by: sort,
  dir,
  from: (Math.min(Math.max(1, page), 1_000_000) - 1) * MEDIA_PAGE,
  limit: MEDIA_PAGE,
});
