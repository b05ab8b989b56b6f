/** White space and invisible characters, such as the zero-width space that a web page puts into names. */
const INVISIBLE = String.raw`[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+`;
const AROUND = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, "gu");

/** Trims white space and invisible characters from pasted text. */
export const trimPasted = (text: string): string => text.replace(AROUND, "");
