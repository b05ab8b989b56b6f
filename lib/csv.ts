/**
 * What a spreadsheet would run as a formula, or take for the beginning of one, full-width signs included.
 * Spaces, apostrophes and invisible characters in front count too, and spaces behind do not: an import
 * takes spaces away, and one apostrophe.
 */
const FORMULA = /^[\s'\p{Default_Ignorable_Code_Point}]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

const isFormula = (text: string): boolean => FORMULA.test(text.trimEnd());

/** What new accounts may be called. Names of older ones may call functions: `@SUM(1+1):A9`. */
const HARMLESS_ID = /^@[a-z0-9._=/+-]+:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/;

/** Text that is safe to open in a spreadsheet: a leading apostrophe keeps it from being run. */
export const toCell = (text: string): string => (isFormula(text) ? `'${text}` : text);

/** A Matrix ID begins with @ and is no formula, so that it stays as it is where it is a harmless one. */
export const toIdCell = (id: string): string => (HARMLESS_ID.test(id) ? id : toCell(id));

/** The text that `toCell` or `toIdCell` was given. */
export const fromCell = (cell: string): string =>
  cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
