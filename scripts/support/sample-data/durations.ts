export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** How long ago the sample server was set up. */
export const AGE = 730 * DAY;
