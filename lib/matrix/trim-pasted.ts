/** White space, and characters that nobody sees, such as the zero-width space that a web page puts into names. */
const INVISIBLE = String.raw`[\s\p{Cc}\p{Default_Ignorable_Code_Point}]+`;
const AROUND = new RegExp(`^${INVISIBLE}|${INVISIBLE}$`, "gu");

/** A name, address or token as it was pasted, without what came along around it. */
export const trimPasted = (text: string): string => text.replace(AROUND, "");
