/** Letters and digits that nobody takes for one another, read aloud or on paper. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 5;
const GROUP_LENGTH = 4;

/** A password such as `k7mq-2xhd-9pwn-4tzr-c8vf`: 99 bits, in groups that can be dictated. */
export function generatePassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, randomLetter).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

function randomLetter(): string {
  // Bytes beyond the last whole alphabet are thrown again, so that every letter is as likely.
  const end = 256 - (256 % ALPHABET.length);
  let byte = end;
  while (byte >= end) byte = crypto.getRandomValues(new Uint8Array(1))[0] ?? end;
  return ALPHABET.charAt(byte % ALPHABET.length);
}
