import * as z from "zod/mini";

import { DAY_MS, MINUTE_MS } from "#lib/durations.ts";

/*
 * Numbers from outside that we calculate with: as waiting times, dates, stored values or read limits.
 * `z.number()` accepts 1e300, which no timer, date or integer column does. Describe such numbers with one of
 * these.
 */

/** Never fails: an invalid number is unknown, which is better than rejecting the whole answer. */
const between = (least: number, most: number) =>
  z.pipe(
    z.optional(z.unknown()),
    z.transform((value) =>
      typeof value === "number" && !Number.isNaN(value)
        ? Math.min(Math.max(value, least), most)
        : undefined,
    ),
  );

const YEAR_MS = 365 * DAY_MS;

/** How long a server asks to wait. Retrying after this does no harm; timers fire at once from 2³¹ ms on. */
export const MOST_WAIT_MS = 15 * MINUTE_MS;
export const WaitMs = between(0, MOST_WAIT_MS);

/** A token's lifetime. A longer one is refreshed within a year anyway. */
export const LifetimeMs = between(0, YEAR_MS);

/** A count. */
export const Count = z.int().check(z.minimum(0));

/** The last time that a URL can contain: the end of the year 9999. */
export const LAST_MOMENT = 253_402_300_799_999;
/** A time given by a client, in milliseconds since 1970. */
export const Moment = z.int().check(z.minimum(0), z.maximum(LAST_MOMENT));
