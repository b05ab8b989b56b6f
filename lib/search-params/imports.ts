import {
  createLoader,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import { IMPORT_PLANS } from "#lib/contract/imports.ts";
import type { api } from "#lib/contract/index.ts";
import { ERROR_CODES } from "#lib/errors.ts";

export const PAGE_SIZE = 50;

/** The URL parameters of the page: the file, and which of its rows. */
export const importSearch = {
  file: parseAsString,
  plan: parseAsStringLiteral(IMPORT_PLANS),
  page: parseAsInteger.withDefault(1),
  /** Why the passwords could not be downloaded. */
  error: parseAsStringLiteral(ERROR_CODES),
};
export type ImportSearch = inferParserType<typeof importSearch>;

export const loadImportSearch = createLoader(importSearch);

/** A URL's query. */
export const rowsInput = (
  import_id: string,
  { plan, page }: Pick<ImportSearch, "plan" | "page">,
): InputOf<typeof api.imports.rows> => ({
  import_id,
  ...(plan && { plan }),
  from: (Math.min(Math.max(1, page), 1_000_000) - 1) * PAGE_SIZE,
  limit: PAGE_SIZE,
});
