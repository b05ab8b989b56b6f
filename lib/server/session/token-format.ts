import "server-only";
import { crc32 } from "node:zlib";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A token with a checksum at its end: Synapse's, or the Matrix Authentication Service's. */
const WITH_CHECKSUM = /^((?:(sy)[tr]|m[acp][trp])_.+)_([\dA-Za-z]{6})$/;

/**
 * Whether a token may have been copied in part: its checksum is missing or wrong. A hint for when the
 * homeserver rejects it, and no reason not to ask: these formats belong to others, who may change them.
 */
export function looksIncomplete(token: string): boolean {
  const [, body, synapse, checksum] = WITH_CHECKSUM.exec(token) ?? [];
  if (body === undefined) return /^(sy[tr]|ma[tr]|mc[tr]|mpt)_/.test(token);
  const digits = base62(crc32(body));
  // Synapse writes the most significant digit first, and the authentication service the least.
  const expected = synapse ? digits : digits.toReversed();
  return checksum !== expected.join("").padStart(6, "0");
}

/** Whether it is a refresh token, which opens nothing itself. */
export const isRefreshToken = (token: string): boolean => /^(syr|mar|mcr)_/.test(token);

/** The most significant digit first. */
function base62(value: number): string[] {
  const digits: string[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) {
    digits.unshift(BASE62[rest % 62] ?? "");
  }
  return digits;
}
