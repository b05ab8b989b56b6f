const DELIMITERS = [",", ";", "\t"] as const;

/** What the text has where a row begins. */
type Found =
  | { is: "row"; cells: string[]; end: number }
  /** Needs more text. */
  | { is: "open"; hasQuotes: boolean }
  /** A misplaced quotation mark, in the cell that begins at `cell`. */
  | { is: "stray"; cell: number };

/**
 * Reads one row. Any of CRLF, LF and CR ends it, whatever ended earlier rows: files are pasted together from
 * systems that differ, and a line end taken for text ends up in a password.
 */
export function readRow(text: string, from: number, delimiter: string, isEnd: boolean): Found {
  const cells: string[] = [];
  let hasQuotes = false;
  for (let at = from; ; at += 1) {
    const begin = at;
    const isQuoted = text[at] === '"';
    hasQuotes ||= isQuoted;
    const cell = isQuoted ? readQuoted(text, at) : readPlain(text, at, delimiter);
    if (cell) {
      at = cell.end;
      cells.push(trimLineEnds(cell.text));
      if (text[at] === delimiter) continue;
    }
    if (!isEnd && (!cell || at === text.length)) return { is: "open", hasQuotes };
    if (cell && (at === text.length || isLineEnd(text[at]))) {
      const end = endOfLine(text, at, isEnd);
      return end === undefined ? { is: "open", hasQuotes } : { is: "row", cells, end };
    }
    return { is: "stray", cell: begin };
  }
}

type Cell = { text: string; end: number };

/** Reads up to the end of a cell, or to a quotation mark, which is invalid inside a plain cell. */
function readPlain(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && !isLineEnd(text[end]) && text[end] !== delimiter) {
    if (text[end] === '"') break;
    end += 1;
  }
  return { text: text.slice(from, end), end };
}

/** Undefined if the closing quotation mark is missing. */
function readQuoted(text: string, from: number): Cell | undefined {
  const parts: string[] = [];
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return undefined;
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') return { text: parts.join('"'), end: quote + 1 };
    at = quote + 2;
  }
}

const isLineEnd = (letter: string | undefined) => letter === "\n" || letter === "\r";

/** Trims line ends from a cell, even a quoted one: spreadsheets leave them there unseen. */
function trimLineEnds(text: string): string {
  let [from, end] = [0, text.length];
  while (from < end && isLineEnd(text[from])) from += 1;
  while (end > from && isLineEnd(text[end - 1])) end -= 1;
  return text.slice(from, end);
}

/** Where the next line begins; undefined if the text may be cut inside or before a CRLF. */
export function endOfLine(text: string, from: number, isEnd: boolean): number | undefined {
  let at = from;
  while (at < text.length && !isLineEnd(text[at])) at += 1;
  if (at === text.length || (at + 1 === text.length && text[at] === "\r")) {
    return isEnd ? text.length : undefined;
  }
  return at + (text.startsWith("\r\n", at) ? 2 : 1);
}

/** Spreadsheets keep emptied rows. */
export const isBlankRow = (cells: readonly string[]): boolean =>
  cells.every((cell) => cell.trim() === "");

/** The number of lines in a part of a file. */
export const countLines = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

export type Header = {
  /** The cell separator: spreadsheets of many countries write semicolons. */
  delimiter: string;
  names: string[];
  /** Where the rows begin, and their line. */
  end: number;
  line: number;
};

/** Reads the column names, alike in browser and server. Null: no header. */
export function readHeader(text: string, isEnd: boolean): Header | "open" | null {
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let said: string | undefined;
  while (at < text.length) {
    const end = endOfLine(text, at, isEnd);
    if (end === undefined) return "open";
    const line = text.slice(at, end);
    // Excel's way to name the separator.
    const [, separator] = /^"?sep=([^"\r\n])"?\1*\s*$/i.exec(line) ?? [];
    const delimiter = said ?? delimiterOf(line);
    const found = readRow(text, at, delimiter, isEnd);
    if (separator) said = separator;
    else if (found.is === "open") return "open";
    else if (found.is === "stray") return null;
    else if (!isBlankRow(found.cells)) {
      const lines = countLines(text.slice(0, found.end));
      return { delimiter, names: found.cells, end: found.end, line: lines + 1 };
    }
    at = end;
  }
  return isEnd ? null : "open";
}

function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, other) => (count(other) > count(best) ? other : best));
}
