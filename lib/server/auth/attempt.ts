import "server-only";
import { cookies } from "next/headers";
import * as z from "zod/mini";

import { cookieName, cookieOptions } from "#lib/server/http/cookies.ts";
import { Grant } from "#lib/server/homeserver/grant.ts";
import { seal, unsealOnce } from "#lib/server/crypto/seal.ts";

const shared = {
  /** The `state` of the callback. */
  state: z.string(),
  /** The page to open afterwards. */
  to: z.string(),
  /** The homeserver to sign in to. */
  baseUrl: z.string(),
  realm: z.string(),
  until: z.number(),
};

/** A redirect sign-in that has left, with what identifies its callback. */
const Attempt = z.discriminatedUnion("way", [
  z.object({ ...shared, way: z.literal("sso") }),
  z.object({
    ...shared,
    way: z.literal("mas"),
    grant: Grant,
    /** Whether the service names itself in the callback. */
    isNamed: z.boolean(),
    /** PKCE: only the browser that left knows it. */
    verifier: z.string(),
    deviceId: z.string(),
  }),
]);
export type Attempt = z.infer<typeof Attempt>;

const LASTS_MS = 10 * 60_000;

/** When an attempt that starts now expires. */
export const attemptEnds = (): number => Date.now() + LASTS_MS;

/** One per browser: a second attempt in another tab replaces the first. */
const attemptCookie = () => cookieName("sign-in-attempt");

/** Ties an attempt to this browser. */
export async function keepAttempt(attempt: Attempt): Promise<void> {
  const sealed = await seal("sign-in-attempt", attempt);
  const expires = new Date(attempt.until);
  (await cookies()).set(attemptCookie(), sealed, { ...cookieOptions(), expires });
}

/** The attempt that a callback belongs to. Each works once. */
export async function takeAttempt(state: string | null): Promise<Attempt | undefined> {
  const attempt = await unfinishedAttempt();
  if (attempt?.state !== state) return undefined;
  (await cookies()).set(attemptCookie(), "", { ...cookieOptions(), expires: new Date(0) });
  return attempt;
}

/** An attempt without a callback yet. */
export async function unfinishedAttempt(): Promise<Attempt | undefined> {
  const sealed = (await cookies()).get(attemptCookie())?.value;
  const attempt = sealed && Attempt.safeParse(await unsealOnce("sign-in-attempt", sealed)).data;
  return attempt && attempt.until > Date.now() ? attempt : undefined;
}
