import "server-only";
import { crc32 } from "node:zlib";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** What stands before the sum that Synapse and its authentication service put at a token's end. */
const SUMMED = /^((?:sy[tr]|m[acp][trp])_.+)_([\dA-Za-z]{6})$/;

/**
 * Whether a token was copied whole, where that can be told: those of Synapse and of the Matrix
 * Authentication Service end with a checksum of the rest.
 */
export function isDamaged(token: string): boolean {
  const [, body, sum] = SUMMED.exec(token) ?? [];
  if (body !== undefined) return sum !== base62(crc32(body));
  // One of theirs, with something missing.
  return /^(sy[tr]|ma[tr]|mc[tr]|mpt)_/.test(token);
}

/** Whether it is one that renews another, and opens nothing by itself. */
export const isRefreshToken = (token: string): boolean => /^(syr|mar|mcr)_/.test(token);

function base62(value: number): string {
  let text = "";
  for (let rest = value; text.length < 6; rest = Math.floor(rest / 62)) {
    text = (BASE62[rest % 62] ?? "") + text;
  }
  return text;
}
