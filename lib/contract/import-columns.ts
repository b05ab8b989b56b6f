import type { ExternalId } from "./users.ts";

/** The meaning of a file's column. Each has a text in `imports.fields`. */
export const IMPORT_FIELDS = [
  "user_id",
  "displayname",
  "password",
  "admin",
  "user_type",
  "emails",
  "threepids",
  "external_ids",
  "avatar_url",
  "locked",
  "deactivated",
  "is_guest",
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];
export type ImportColumn = { name: string; field: ImportField | null };

/**
 * Names of a column, the most specific first. `name` is the Matrix ID in Synapse's terms, and the display
 * name if another column has the ID. Ketesa's files have both.
 */
const NAMES: Record<ImportField, readonly string[]> = {
  user_id: ["user_id", "mxid", "matrix_id", "id", "localpart", "username", "user", "name"],
  displayname: ["displayname", "display_name", "name"],
  password: ["password"],
  admin: ["admin", "is_admin"],
  user_type: ["user_type", "type"],
  emails: ["emails", "email", "e_mail", "mail"],
  threepids: ["threepids"],
  external_ids: ["external_ids"],
  avatar_url: ["avatar_url"],
  locked: ["locked"],
  deactivated: ["deactivated"],
  is_guest: ["is_guest", "guest"],
};

const plain = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "_");

/** The meaning of each column by its name; null if unknown. */
export function columnsByName(names: readonly string[]): ImportColumn[] {
  const known = names.map(plain);
  const columns: ImportColumn[] = names.map((name) => ({ name, field: null }));
  for (const field of IMPORT_FIELDS) {
    const at = NAMES[field].map((name) => known.indexOf(name)).find((index) => index >= 0);
    const column = at === undefined ? undefined : columns[at];
    if (column && column.field === null) column.field = field;
  }
  return columns;
}

/** The admin's choice of columns; undefined if it does not fit the file. */
export function columnsAsChosen(
  names: readonly string[],
  chosen: readonly (ImportField | null)[],
): ImportColumn[] | undefined {
  const fields = chosen.filter((field) => field !== null);
  if (chosen.length !== names.length || new Set(fields).size !== fields.length) return undefined;
  return names.map((name, at) => ({ name, field: chosen[at] ?? null }));
}

export const hasUserId = (columns: readonly ImportColumn[]): boolean =>
  columns.some(({ field }) => field === "user_id");

export type ImportedThreePid = { medium: string; address: string };

/** The fields of a row, except its password. Absent fields stay unchanged. */
export type ImportedAccount = {
  displayname?: string;
  admin?: boolean;
  /** Null: no type. */
  user_type?: string | null;
  avatar_url?: string;
  locked?: boolean;
  /** Added to the existing ones: an import removes none. */
  threepids?: ImportedThreePid[];
  external_ids?: ExternalId[];
};
