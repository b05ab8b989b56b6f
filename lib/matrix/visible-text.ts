const asCodePoint = (character: string): string => {
  const hex = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `[U+${hex}]`;
};

/**
 * An identifier with the characters that cannot be seen as code points: some turn text around (U+202E),
 * others make two identifiers look alike. For the screen alone: what is copied or sent stays as it is.
 */
export const visibleIdentifier = (identifier: string): string =>
  identifier.replace(/[\p{Cc}\p{Cf}]/gu, asCodePoint);

/** A name with those that turn text around as code points. Joiners stay: scripts and emoji need them. */
export const visibleName = (name: string): string =>
  name.replace(/[\u202a-\u202e\u2066-\u2069]/g, asCodePoint);

/** What people call a user: the display name, else the Matrix ID. */
export const nameOf = ({
  name,
  displayname,
}: {
  name: string;
  displayname?: string | null | undefined;
}): string => (displayname ? visibleName(displayname) : visibleIdentifier(name));
