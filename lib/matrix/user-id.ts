import { trimPasted } from "./trim-pasted.ts";

/** A typed user name. `server` is null if it has none. */
export type TypedUserName = { localpart: string; server: string | null };

/**
 * Reads a user name as people type it: `admin`, `@admin`, `@admin:example.org`, `admin:example.org`, with
 * spaces around. Null if invalid, such as an email address.
 */
export function readUserName(typed: string): TypedUserName | null {
  const match = /^@?([^@:\s]+)(?::([^@\s]+))?$/.exec(trimPasted(typed));
  return match?.[1] ? { localpart: match[1], server: match[2] ?? null } : null;
}

/** Server names are host names: case is ignored. */
export const isSameServer = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** The server of a full Matrix ID. */
export const serverOf = (userId: string): string => userId.slice(userId.indexOf(":") + 1);

/**
 * The filter of Synapse's list for a search text. Its `name` matches parts of localparts and display names,
 * and never a whole Matrix ID; its `user_id` matches parts of Matrix IDs, and takes only ASCII. In both, `_`
 * and `%` are wildcards.
 *
 * Where that finds more than the text, `contains` filters the results. It never finds less.
 */
export function usersMatching(text: string): {
  name?: string;
  user_id?: string;
  contains?: string;
} {
  if (text === "") return {};
  if (/^@[\x20-\x7e]*$/.test(text)) return narrowed("user_id", text, text);
  const named = text.replace(/^@/, "") || text;
  // The part before a colon finds both: the localpart of a Matrix ID, and a display name such as "Team:Ops".
  const [localpart] = /^[^:\s]+(?=:[\w.:[\]-]*$)/.exec(named) ?? [named];
  return narrowed("name", localpart, named);
}

function narrowed(field: "name" | "user_id", part: string, contains: string) {
  const pattern = toPattern(part);
  const isExact = pattern === contains && !/[_%]/.test(contains);
  return { [field]: pattern, ...(!isExact && { contains }) };
}

/**
 * Databases fold only ASCII case, so "Élodie" is found neither by É nor by é; PostgreSQL takes a backslash
 * for an escape. An underscore matches any one character.
 */
const toPattern = (text: string): string =>
  text
    .replace(/[\\\p{Cc}]/gu, "_")
    .replace(/\P{ASCII}/gu, (letter) =>
      letter.toLowerCase() === letter.toUpperCase() ? letter : "_",
    );

/** Filters users whose Matrix ID or display name contains this text literally, in any case. */
export function hasInName(
  text: string,
): (user: { name: string; displayname?: string | null | undefined }) => boolean {
  const sought = text.toLowerCase();
  return ({ name, displayname }) =>
    name.toLowerCase().includes(sought) || (displayname ?? "").toLowerCase().includes(sought);
}

/** The address that a search text is, instead of a name; undefined if it is none. */
export function addressIn(text: string): { by: "email" | "phone"; value: string } | undefined {
  if (/^[^\s@:]+@[^\s@:]+\.[^\s@:.]+$/.test(text)) return { by: "email", value: text };
  const isPhone = /^(\+|00)[\d\s()/.-]+$/.test(text) && phoneDigits(text).length >= 7;
  return isPhone ? { by: "phone", value: text } : undefined;
}

/** A phone number in Matrix format: its digits, with the country code. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, "").replace(/^00/, "");
