import {
  createLoader,
  createParser,
  createSerializer,
  parseAsStringLiteral,
  type inferParserType,
} from "nuqs/server";

import { OUTCOMES, RECORD_ID, SPANS } from "#lib/contract/audit.ts";
import { LAST_MOMENT } from "#lib/contract/kit/bounds.ts";
import type { InputOf } from "#lib/contract/kit/endpoint.ts";
import type { api } from "#lib/contract/index.ts";
import { ERROR_CODES } from "#lib/errors.ts";

import { parseAsText } from "./text.ts";

export type AuditInput = InputOf<typeof api.audit.list>;

const parseAsRecordId = createParser({
  parse: (text) => (RECORD_ID.test(text) ? text : null),
  serialize: String,
});

/** Keeps the same time for every recipient of the URL, in any time zone. */
const parseAsMoment = createParser({
  parse: (text) => {
    const ms = Date.parse(text);
    return ms >= 0 && ms <= LAST_MOMENT ? ms : null;
  },
  serialize: (ms) => new Date(ms).toISOString(),
});

/** The position in a list of records, and the open record. */
export const recordsPlace = {
  before: parseAsRecordId,
  after: parseAsRecordId,
  record: parseAsRecordId,
};
export type RecordsPlace = inferParserType<typeof recordsPlace>;

/** The URL parameters of the audit trail, read alike by server and browser. */
export const auditSearch = {
  q: parseAsText.withDefault(""),
  who: parseAsText.withDefault(""),
  action: parseAsText.withDefault(""),
  outcome: parseAsStringLiteral(["any", ...OUTCOMES] as const).withDefault("any"),
  within: parseAsStringLiteral(["any", ...SPANS] as const).withDefault("any"),
  from: parseAsMoment,
  until: parseAsMoment,
  ...recordsPlace,
  /** Why a download failed. */
  error: parseAsStringLiteral(ERROR_CODES),
};
export type AuditSearch = inferParserType<typeof auditSearch>;

/** The props of a filter. */
export type AuditFilterProps = {
  search: AuditSearch;
  onChange: (changed: Partial<AuditSearch>) => void;
};

export const loadAuditSearch = createLoader(auditSearch);

/** A URL with a search in its query. */
export const toAuditAddress = createSerializer(auditSearch);

const PAGE_SIZE = 50;

/** The filters in a URL. */
export function auditFilter(search: AuditSearch): AuditInput {
  const { outcome, within, from, until } = search;
  const q = clean(search.q);
  const who = clean(search.who);
  const action = clean(search.action);
  return {
    ...(q && { q }),
    ...(who && { who }),
    ...(action && { action }),
    ...(outcome !== "any" && { outcome }),
    ...(within !== "any" && { within }),
    ...(within === "any" && from !== null && { from_ts: from }),
    ...(within === "any" && until !== null && { until_ts: until }),
  };
}

const clean = (text: string) => text.replaceAll("\0", "").trim().slice(0, 255);

/** One page of the matching records. */
export const pageOf = (filter: AuditInput, { before, after }: RecordsPlace): AuditInput => ({
  ...filter,
  ...(before !== null && { before }),
  ...(before === null && after !== null && { after }),
  limit: PAGE_SIZE,
});

/** Actions on a user, or by them. */
export const SIDES = ["target", "who"] as const;
export type Side = (typeof SIDES)[number];

/** The URL parameters of a user's history. */
export const historySearch = {
  side: parseAsStringLiteral(SIDES).withDefault("target"),
  ...recordsPlace,
};

export const loadHistorySearch = createLoader(historySearch);

export const historyFilter = (userId: string, side: Side): AuditInput => ({ [side]: userId });
