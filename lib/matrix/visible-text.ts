const asCodePoint = (character: string): string => {
  const hex = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `[U+${hex}]`;
};

/**
 * Shows invisible characters of an identifier as code points: some reverse text (U+202E), others make two
 * identifiers look alike. For display only: copied and sent text is unchanged.
 */
export const visibleIdentifier = (identifier: string): string =>
  identifier.replace(/[\p{Cc}\p{Cf}]/gu, asCodePoint);

/** Shows direction overrides in a name as code points. Joiners stay: scripts and emoji need them. */
export const visibleName = (name: string): string =>
  name.replace(/[\u202a-\u202e\u2066-\u2069]/g, asCodePoint);

/** A user's name: the display name, else the Matrix ID. */
export const nameOf = ({
  name,
  displayname,
}: {
  name: string;
  displayname?: string | null | undefined;
}): string => (displayname ? visibleName(displayname) : visibleIdentifier(name));
