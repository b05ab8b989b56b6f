import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { cookies } from "next/headers";
import * as z from "zod/mini";

import { cookieName, cookieOptions } from "#lib/server/http/cookies.ts";
import { env } from "#lib/server/runtime/env.ts";
import { seal, unseal } from "#lib/server/crypto/seal.ts";

/**
 * A browser's handles: the current session, and the sessions at other homeservers. Null: the current one has
 * ended, and no other was chosen yet.
 */
const Handles = z.object({ current: z.nullable(z.string()), others: z.array(z.string()) });
export type Handles = z.infer<typeof Handles>;

const NONE: Handles = { current: null, others: [] };
/** Far less than fits in a cookie, and more than an admin needs. */
export const MOST_BESIDE = 15;

export const sessionCookieName = () => cookieName("synapse-dashboard");

export async function openHandles(sealed: string | undefined): Promise<Handles> {
  const value = sealed ? await unseal("session-cookie", sealed) : undefined;
  // Older cookies hold a single handle.
  if (typeof value === "string") return { current: value, others: [] };
  return Handles.safeParse(value).data ?? NONE;
}

export const readHandles = async (): Promise<Handles> =>
  openHandles((await cookies()).get(sessionCookieName())?.value);

export async function writeHandles({ current, others }: Handles): Promise<void> {
  const isEmpty = current === null && others.length === 0;
  const expires = isEmpty ? 0 : Date.now() + env().SESSION_MAX_MINUTES * 60_000;
  const value = isEmpty
    ? ""
    : await seal("session-cookie", { current, others: others.slice(0, MOST_BESIDE) });
  // With a date: Next drops `Max-Age=0` when the same answer writes another cookie.
  (await cookies()).set(sessionCookieName(), value, {
    ...cookieOptions(),
    expires: new Date(expires),
  });
}

export const newHandle = (): string => randomBytes(32).toString("base64url");

/** As the store has it, so that a copy of the store opens no session. */
export const hashOf = (handle: string): string =>
  createHash("sha256").update(handle).digest("base64url");
