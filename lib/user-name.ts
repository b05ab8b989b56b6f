import { trimPasted } from "./trim-pasted.ts";

/** What somebody typed as their user name. `server` is null where they named none. */
export type TypedUserName = { localpart: string; server: string | null };

/**
 * Reads a user name in the forms people type: `admin`, `@admin`, `@admin:example.org`,
 * `admin:example.org`, with spaces around. Null where it is none, such as an e-mail address.
 */
export function readUserName(typed: string): TypedUserName | null {
  const match = /^@?([^@:\s]+)(?::([^@\s]+))?$/.exec(trimPasted(typed));
  return match?.[1] ? { localpart: match[1], server: match[2] ?? null } : null;
}

/** Server names are host names: their case means nothing. */
export const isSameServer = (one: string, other: string): boolean =>
  one.toLowerCase() === other.toLowerCase();

/** The server that a full Matrix ID belongs to. */
export const serverOf = (userId: string): string => userId.slice(userId.indexOf(":") + 1);

/**
 * What to ask Synapse's list for when somebody looks for this text. Its `name` finds parts of
 * localparts and display names, and never a whole Matrix ID; its `user_id` finds parts of Matrix
 * IDs, and takes nothing but ASCII.
 */
export function usersMatching(text: string): { name?: string; user_id?: string } {
  if (text === "") return {};
  const isMatrixId = text.startsWith("@") || text.includes(":");
  if (isMatrixId && /^[\x20-\x7e]+$/.test(text)) return { user_id: text };
  return { name: anyCase(text.replace(/^@/, "")) };
}

/**
 * Databases fold the case of ASCII alone, so that "Élodie" is found neither by É nor by é. To both
 * of Synapse's an underscore stands for any one character.
 */
const anyCase = (text: string): string =>
  text.replace(/\P{ASCII}/gu, (letter) =>
    letter.toLowerCase() === letter.toUpperCase() ? letter : "_",
  );

/** What somebody looks for by an address of a person, and not by their name; undefined where it is none. */
export function addressIn(text: string): { by: "email" | "phone"; value: string } | undefined {
  if (/^[^\s@:]+@[^\s@:]+\.[^\s@:.]+$/.test(text)) return { by: "email", value: text };
  const isPhone = /^(\+|00)[\d\s()/.-]+$/.test(text) && phoneDigits(text).length >= 7;
  return isPhone ? { by: "phone", value: text } : undefined;
}

/** A phone number as Matrix has it: its digits, from the country's code on. */
export const phoneDigits = (text: string): string => text.replace(/\D/g, "").replace(/^00/, "");
