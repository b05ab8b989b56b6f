import "server-only";

import { Email, Phone } from "#lib/contract/accounts.ts";
import type { ImportColumn, ImportField } from "#lib/contract/import-columns.ts";
import type { ImportProblem, LeftReason, RowProblem, RowWarning } from "#lib/contract/imports.ts";
import { isUsableSegment, isUsableText } from "#lib/contract/kit/path-segments.ts";
import { brokenRules, type PasswordPolicy } from "#lib/contract/password-policy.ts";
import { PASSWORD_MAX_CHARACTERS, PASSWORD_MIN_CHARACTERS } from "#lib/contract/passwords.ts";
import { fromCell } from "#lib/csv.ts";
import { isBlankRow } from "#lib/read-csv.ts";
import { isSameServer, readUserName, serverOf } from "#lib/matrix/user-id.ts";

import type { ImportedAccount, ImportedThreePid } from "#lib/contract/import-columns.ts";
import type { ExternalId } from "#lib/contract/users.ts";

export type ParsedRow = {
  user_id: string | null;
  account: ImportedAccount;
  password: string | undefined;
  problems: RowProblem[];
  warnings: RowWarning[];
  reason: LeftReason | null;
};

/** Thrown when a cell is invalid, with the reason. */
class Wrong extends Error {
  readonly code: ImportProblem;
  constructor(code: ImportProblem) {
    super(code);
    this.code = code;
  }
}

const MAX_SHOWN = 100;
const MAX_ID_BYTES = 255;
const MAX_DISPLAYNAME = 256;
const MAX_USER_TYPE = 64;
const MAX_URL = 1000;
const MAX_ADDRESS = 500;

const emptyRow = (): ParsedRow => ({
  user_id: null,
  account: {},
  password: undefined,
  problems: [],
  warnings: [],
  reason: null,
});

/** A row without readable cells. */
export const unreadRow = (code: ImportProblem): ParsedRow => ({
  ...emptyRow(),
  problems: [{ column: "", code }],
});

/** The target of a file's rows. */
export type Homeserver = { server: string; policy: PasswordPolicy };

/** Reads a row's cells, with all their problems. */
export function parseRow(
  cells: readonly string[],
  columns: readonly ImportColumn[],
  { server, policy }: Homeserver,
): ParsedRow {
  const row = emptyRow();
  if (!isComplete(cells, columns)) row.problems.push({ column: "", code: "column_count" });
  for (const [at, { name, field }] of columns.entries()) {
    const cell = cells[at] ?? "";
    if (!field || (cell.trim() === "" && field !== "user_id")) continue;
    try {
      if (!isUsableText(cell)) throw new Wrong("bad_text");
      readCell(row, field, field === "password" ? cell : fromCell(cell.trim()).trim(), server);
      if (field === "password") row.warnings = weaknesses(name, cell, policy);
    } catch (thrown) {
      if (!(thrown instanceof Wrong)) throw thrown;
      const isShown = field !== "password" && thrown.code !== "bad_text";
      const value = isShown && cell !== "" ? { value: shorten(cell) } : {};
      row.problems.push({ column: name, code: thrown.code, ...value });
    }
  }
  return row;
}

/** Synapse accepts any password from an admin, and other consoles have set short ones for years. */
function weaknesses(column: string, password: string, policy: PasswordPolicy): RowWarning[] {
  const rules = brokenRules(policy, password);
  const isShort = [...password].length < PASSWORD_MIN_CHARACTERS;
  const codes: RowWarning["code"][] =
    isShort && !rules.includes("minimum_length") ? ["short_password", ...rules] : rules;
  return codes.map((code) => ({ column, code }));
}

/** Spreadsheets write empty cells next to the table in some rows only. */
const isComplete = (cells: readonly string[], columns: readonly ImportColumn[]): boolean =>
  columns.slice(cells.length).every(({ name }) => name === "") &&
  isBlankRow(cells.slice(columns.length));

/** Shortens to whole characters. */
const shorten = (text: string): string => [...text].slice(0, MAX_SHOWN).join("");

function readCell(row: ParsedRow, field: ImportField, text: string, server: string): void {
  const { account } = row;
  switch (field) {
    case "user_id":
      row.user_id = readUserId(text, server);
      break;
    case "displayname":
      if (text) account.displayname = atMost(text, MAX_DISPLAYNAME);
      break;
    case "password":
      if (CONTROL.test(text)) throw new Wrong("control_characters");
      row.password = atMost(text, PASSWORD_MAX_CHARACTERS);
      break;
    case "user_type":
      account.user_type = NO_TYPE.includes(text) ? null : atMost(text, MAX_USER_TYPE);
      break;
    case "avatar_url":
      account.avatar_url = atMost(text, MAX_URL);
      break;
    case "emails":
      addThreepids(
        account,
        text
          .split(/[\s,;]+/)
          .filter(Boolean)
          .map(readEmail),
      );
      break;
    case "threepids":
      addThreepids(account, listed(text).map(readThreepid));
      break;
    case "external_ids":
      account.external_ids = listed(text).map(readExternalId);
      break;
    case "admin":
    case "locked": {
      const flag = readFlag(text);
      if (flag !== undefined) account[field] = flag;
      break;
    }
    case "deactivated":
      if (readFlag(text)) row.reason = "deactivated";
      break;
    case "is_guest":
      if (readFlag(text)) row.reason = "guest";
  }
}

/** Characters that sign-in forms drop: a password with one could never be used. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

function atMost(text: string, most: number): string {
  if ([...text].length > most) throw new Wrong("too_long");
  return text;
}

function readUserId(text: string, server: string): string {
  if (text === "") throw new Wrong("no_user_id");
  // A name invalid today may belong to an old account; the check applies today's rules to new ones.
  if (text.startsWith("@") && serverOf(text) === server) return atMostBytes(text);
  const name = readUserName(text);
  if (!name || !/^[\x21-\x39\x3b-\x7e]+$/.test(name.localpart)) throw new Wrong("bad_user_id");
  if (name.server !== null && !isSameServer(name.server, server)) throw new Wrong("other_server");
  return atMostBytes(`@${name.localpart}:${server}`);
}

function atMostBytes(userId: string): string {
  if (Buffer.byteLength(userId) > MAX_ID_BYTES) throw new Wrong("too_long");
  return userId;
}

const TRUE = ["true", "1", "yes", "on"];
const FALSE = ["false", "0", "no", "off"];
const NOT_SAID = ["", "null", "undefined"];

function readFlag(text: string): boolean | undefined {
  const word = text.toLowerCase();
  if (NOT_SAID.includes(word)) return undefined;
  if (!TRUE.includes(word) && !FALSE.includes(word)) throw new Wrong("bad_boolean");
  return TRUE.includes(word);
}

/** How other consoles write an account without a type. */
const NO_TYPE = ["null", "undefined", "regular"];

const listed = (text: string): string[] =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean);

function readEmail(text: string): ImportedThreePid {
  const { success, data } = Email.safeParse(text);
  if (!success) throw new Wrong("bad_email");
  return { medium: "email", address: data };
}

/** `medium:address`. */
function readThreepid(text: string): ImportedThreePid {
  const [medium = "", address = "", ...more] = text.split(":").map((part) => part.trim());
  if (more.length > 0) throw new Wrong("bad_threepid");
  if (medium.toLowerCase() === "email") return readEmail(address);
  const phone = Phone.safeParse(address);
  if (medium.toLowerCase() !== "msisdn" || !phone.success) throw new Wrong("bad_threepid");
  return { medium: "msisdn", address: phone.data };
}

function addThreepids(account: ImportedAccount, more: readonly ImportedThreePid[]): void {
  const all = [...(account.threepids ?? []), ...more];
  const byKey = new Map(all.map((item) => [`${item.medium}:${item.address}`, item]));
  if (byKey.size > 0) account.threepids = [...byKey.values()];
}

/** `provider:id`. */
function readExternalId(text: string): ExternalId {
  const at = text.indexOf(":");
  const auth_provider = text.slice(0, Math.max(at, 0)).trim();
  const external_id = text.slice(at + 1).trim();
  const isUsable = isUsableSegment(auth_provider) && isUsableSegment(external_id);
  if (!isUsable || text.length > MAX_ADDRESS) throw new Wrong("bad_external_id");
  return { auth_provider, external_id };
}
