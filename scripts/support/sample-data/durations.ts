export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** The sample server's age. */
export const AGE = 730 * DAY;
