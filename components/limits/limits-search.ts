import { parseAsStringLiteral } from "nuqs/server";

export const ACTIVITY_SPANS = ["hour", "day", "week", "month"] as const;
export type ActivitySpan = (typeof ACTIVITY_SPANS)[number];

/** The URL parameters of a user's limits. */
export const limitsSearch = { span: parseAsStringLiteral(ACTIVITY_SPANS).withDefault("day") };

const HOUR_MS = 3_600_000;
const LENGTH_MS: Record<ActivitySpan, number> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
};

/** The start of a span up to now. To the minute, so that the query stays the same for a while. */
export const beginningOf = (span: ActivitySpan, now: number): number =>
  Math.floor((now - LENGTH_MS[span]) / 60_000) * 60_000;
