import "server-only";

/**
 * A value for a `jsonb` column. PostgreSQL stores neither NUL nor half of a surrogate pair, which are
 * valid JSON: one in a homeserver's error, or an emoji cut in half, would fail the whole statement, and with
 * it the record of what was done.
 */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value).replace(/\\(u0000|ud[89a-f][\da-f]{2}|.)/g, (escape, what: string) =>
    what.length > 1 ? "\uFFFD" : escape,
  );
