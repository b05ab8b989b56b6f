import * as z from "zod/mini";

import { DAY_MS, MINUTE_MS } from "#lib/durations.ts";

/*
 * Numbers that come from outside and are calculated with: waited for, made a date, kept in the store,
 * read up to. `z.number()` takes 1e300, which no timer, date or integer column does. Whoever describes
 * such a number uses one of these.
 */

/** Never fails: what is no number is not known, which is better than an answer that is refused for it. */
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

/** How long a server asks to wait. Asking it again after this is no harm; timers fire at once from 2³¹ ms on. */
export const MOST_WAIT_MS = 15 * MINUTE_MS;
export const WaitMs = between(0, MOST_WAIT_MS);

/** How long a token lives. One that lives longer is renewed within a year all the same. */
export const LifetimeMs = between(0, YEAR_MS);

/** How many there are. */
export const Count = z.int().check(z.minimum(0));

/** The last moment that an address can name: the end of the year 9999. */
export const LAST_MOMENT = 253_402_300_799_999;
/** A moment in milliseconds since 1970 that somebody asks about. */
export const Moment = z.int().check(z.minimum(0), z.maximum(LAST_MOMENT));
