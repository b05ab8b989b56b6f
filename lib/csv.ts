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

const DELIMITERS = [",", ";", "\t"] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** What stands between the cells of a file: spreadsheets of many countries write semicolons. */
export function delimiterOf(firstLine: string): Delimiter {
  const bare = firstLine.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}

/** The names in the first line of a file. */
export function columnNames(firstLine: string): string[] {
  const delimiter = delimiterOf(firstLine);
  const names = [""];
  let isQuoted = false;
  for (const letter of firstLine.replace(/^\uFEFF/, "").trimEnd()) {
    if (letter === '"') isQuoted = !isQuoted;
    else if (letter === delimiter && !isQuoted) names.push("");
    else names[names.length - 1] += letter;
  }
  return names;
}
