import "server-only";
import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { env } from "#lib/server/runtime/env.ts";
import { once } from "#lib/server/runtime/once.ts";

type Purpose = "session-cookie" | "sign-in-attempt" | "next-auth" | "store";

/**
 * The keys for a purpose, derived from SESSION_SECRET and SESSION_SECRET_PREVIOUS: the first one seals, both
 * open. 32 bytes as base64url.
 */
export const keysFor = (purpose: Purpose): readonly [string, ...string[]] =>
  once(`keys.${purpose}`, () => {
    const { SESSION_SECRET_PREVIOUS: previous } = env();
    const derive = (from: string) =>
      Buffer.from(hkdfSync("sha256", from, "", `synapse-dashboard ${purpose}`, 32)).toString(
        "base64url",
      );
    return [derive(secret()), ...(previous ? [derive(previous)] : [])];
  });

/** The key that seals. */
export const keyFor = (purpose: Purpose): string => keysFor(purpose)[0];

/** The configured secret, or the one generated at the first start and kept in DATA_DIR. */
function secret(): string {
  const { SESSION_SECRET, DATA_DIR } = env();
  if (SESSION_SECRET) return SESSION_SECRET;
  const file = join(DATA_DIR, "session-secret");
  mkdirSync(DATA_DIR, { recursive: true, mode: 0o700 });
  try {
    // Fails if the file exists, so that two concurrent starts share one secret.
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8");
}
