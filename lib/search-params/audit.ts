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

/** A moment stays the same one for everybody whom the address is sent to, whatever their zone. */
const parseAsMoment = createParser({
  parse: (text) => {
    const ms = Date.parse(text);
    return ms >= 0 && ms <= LAST_MOMENT ? ms : null;
  },
  serialize: (ms) => new Date(ms).toISOString(),
});

/** Where in a list of records somebody is, and which of them is open. */
export const recordsPlace = {
  before: parseAsRecordId,
  after: parseAsRecordId,
  record: parseAsRecordId,
};
export type RecordsPlace = inferParserType<typeof recordsPlace>;

/** What the address of the audit trail can say. Read by the page on the server and in the browser alike. */
export const auditSearch = {
  q: parseAsText.withDefault(""),
  who: parseAsText.withDefault(""),
  action: parseAsText.withDefault(""),
  outcome: parseAsStringLiteral(["any", ...OUTCOMES] as const).withDefault("any"),
  within: parseAsStringLiteral(["any", ...SPANS] as const).withDefault("any"),
  from: parseAsMoment,
  until: parseAsMoment,
  ...recordsPlace,
  /** Why a file could not be downloaded. */
  error: parseAsStringLiteral(ERROR_CODES),
};
export type AuditSearch = inferParserType<typeof auditSearch>;

/** Of whatever narrows the records down. */
export type AuditFilterProps = {
  search: AuditSearch;
  onChange: (changed: Partial<AuditSearch>) => void;
};

export const loadAuditSearch = createLoader(auditSearch);

/** An address with what a search says in its query. */
export const toAuditAddress = createSerializer(auditSearch);

const PAGE_SIZE = 50;

/** The filters that an address stands for. */
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

/** A page of the records that a filter finds. */
export const pageOf = (filter: AuditInput, { before, after }: RecordsPlace): AuditInput => ({
  ...filter,
  ...(before !== null && { before }),
  ...(before === null && after !== null && { after }),
  limit: PAGE_SIZE,
});

/** What was done to a user, or what they did themselves. */
export const SIDES = ["target", "who"] as const;
export type Side = (typeof SIDES)[number];

/** What the address of a user's history can say. */
export const historySearch = {
  side: parseAsStringLiteral(SIDES).withDefault("target"),
  ...recordsPlace,
};

export const loadHistorySearch = createLoader(historySearch);

export const historyFilter = (userId: string, side: Side): AuditInput => ({ [side]: userId });
