/** What a spreadsheet would run as a formula, or take for the beginning of one. */
const FORMULA = /^[=+\-@\t\r]/;
const MATRIX_ID = /^@[^:\s]+:[^\s]+$/;

/**
 * Text that people typed, safe to open in a spreadsheet: a leading apostrophe keeps it from being
 * run. A Matrix ID begins with @ and is no formula, so it stays as it is.
 */
export const toCell = (text: string): string =>
  FORMULA.test(text) && !MATRIX_ID.test(text) ? `'${text}` : text;

/** The text that `toCell` was given. */
export const fromCell = (cell: string): string =>
  cell.startsWith("'") && toCell(cell.slice(1)) === cell ? cell.slice(1) : cell;
