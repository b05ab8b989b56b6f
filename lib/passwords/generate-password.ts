import { brokenRules, type PasswordPolicy } from "#lib/contract/password-policy.ts";
import { PASSWORD_MAX_CHARACTERS } from "#lib/contract/passwords.ts";

/** Letters and digits that are hard to confuse, aloud or on paper. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/**
 * A password such as `k7mq-2xhd-9pwn-4tzr-c8vf`: 99 bits, in groups that can be dictated. Longer, or with a
 * capital letter, if the homeserver's policy requires it.
 */
export function generatePassword(policy?: PasswordPolicy): string {
  const shortest = policy?.["m.minimum_length"] ?? 0;
  const count = Math.max(GROUPS, Math.ceil((shortest + 1) / (GROUP_LENGTH + 1)));
  for (;;) {
    const groups = Array.from({ length: count }, () => randomLetters(GROUP_LENGTH)).join("-");
    const plain = groups.slice(0, PASSWORD_MAX_CHARACTERS);
    const password = policy?.["m.require_uppercase"]
      ? plain.replace(/[a-z]/, (letter) => letter.toUpperCase())
      : plain;
    if (!policy || brokenRules(policy, password).length === 0) return password;
  }
}

/** A random user name such as `user-k7mq2xhd9pwn`. */
export const generateUserName = (): string => `user-${randomLetters(12)}`;

const randomLetters = (count: number): string =>
  Array.from({ length: count }, randomLetter).join("");

function randomLetter(): string {
  // Bytes beyond the last whole alphabet are drawn again, so that every letter is equally likely.
  const end = 256 - (256 % ALPHABET.length);
  let byte = end;
  while (byte >= end) byte = crypto.getRandomValues(new Uint8Array(1))[0] ?? end;
  return ALPHABET.charAt(byte % ALPHABET.length);
}
