const asCodePoint = (character: string): string => {
  const hex = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  return `[U+${hex}]`;
};

/**
 * Shows invisible characters of an identifier as code points: some reverse text (U+202E), others make two
 * identifiers look alike. For display only: copied and sent text is unchanged.
 */
export const visibleIdentifier = (identifier: string): string =>
  identifier.replace(UNSEEN, asCodePoint);

/** Controls, what fonts draw nothing for, and spaces other than the plain one. U+2800 is a braille cell without dots. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}/gu;

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
