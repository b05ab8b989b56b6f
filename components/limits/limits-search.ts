import { parseAsStringLiteral } from "nuqs/server";

import { DAY_MS, HOUR_MS, MINUTE_MS } from "#lib/durations.ts";

export const ACTIVITY_SPANS = ["hour", "day", "week", "month"] as const;
export type ActivitySpan = (typeof ACTIVITY_SPANS)[number];

/** The URL parameters of a user's limits. */
export const limitsSearch = { span: parseAsStringLiteral(ACTIVITY_SPANS).withDefault("day") };

const LENGTH_MS: Record<ActivitySpan, number> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
};

/** The start of a span up to now. To the minute, so that the query stays the same for a while. */
export const beginningOf = (span: ActivitySpan, now: number): number =>
  Math.floor((now - LENGTH_MS[span]) / MINUTE_MS) * MINUTE_MS;
