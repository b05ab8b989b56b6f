import {
  createLoader,
  parseAsInteger,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { ITEM_STATES } from "#lib/contract/jobs.ts";
import { ERROR_CODES } from "#lib/errors.ts";

export const PAGE_SIZE = 50;

/** The URL parameters of a job's accounts. */
export const itemsSearch = {
  state: parseAsStringLiteral(ITEM_STATES),
  page: parseAsInteger.withDefault(1),
  /** Why a download failed. */
  error: parseAsStringLiteral(ERROR_CODES),
};
type ItemsSearch = inferParserType<typeof itemsSearch>;

export const loadItemsSearch = createLoader(itemsSearch);

/** A URL's query. */
export const itemsInput = (
  job_id: string,
  { state, page }: ItemsSearch,
): InputOf<typeof api.jobs.items> => ({
  job_id,
  ...(state && { state }),
  from: (Math.min(Math.max(1, page), 1_000_000) - 1) * PAGE_SIZE,
  limit: PAGE_SIZE,
});
