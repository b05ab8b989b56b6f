/**
 * Whether a value can be one segment of a URL path. URL parsers drop dot segments even when percent-encoded,
 * so no encoding makes them safe; half of a surrogate pair cannot be encoded at all.
 */
export const isUsableSegment = (value: string): boolean =>
  !["", ".", ".."].includes(value) && isUsableText(value);

/** PostgreSQL stores no NUL and UTF-8 has no lone surrogates: Synapse answers 500 to either. */
export const isUsableText = (value: string): boolean =>
  value.isWellFormed() && !value.includes("\0");
