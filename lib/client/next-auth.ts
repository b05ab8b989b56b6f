import * as z from "zod/mini";

import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { tryJson } from "#lib/try-json.ts";

/*
 * Talks to next-auth's endpoints directly. Its own browser module would fetch a list of providers
 * first and, when that fails, navigate to a built-in page that this product never shows.
 */

const Csrf = z.object({ csrfToken: z.string() });
const Redirect = z.object({ url: z.url() });

/** Signs in and returns the address to open, which next-auth has checked to be ours. */
export async function signIn(
  way: "credentials" | "token" | "return" | "session",
  fields: Record<string, string>,
  callbackUrl: string,
): Promise<string> {
  const { url } = await post(`/api/auth/callback/${way}`, { ...fields, callbackUrl });
  const error = new URL(url).searchParams.get("error");
  if (error === null) return url;
  throw AppError.fromBody(tryJson(error));
}

/** Switches to another session of this browser, and returns the address to open. */
export async function switchSession(session: string): Promise<string> {
  return signIn("session", { session }, routes.home());
}

/** Forgets the identity. `session.end` ends the session with its token first. */
export async function forgetIdentity(): Promise<void> {
  await post("/api/auth/signout", {});
}

async function post(path: string, fields: Record<string, string>) {
  const { csrfToken } = Csrf.parse(await ask("/api/auth/csrf", {}));
  const body = new URLSearchParams({ ...fields, csrfToken, json: "true" });
  return Redirect.parse(await ask(path, { method: "POST", body }));
}

async function ask(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw new AppError("dashboard_unreachable", {}, { cause });
  });
  const body = tryJson(await response.text());
  // 401 is next-auth's answer to a refused sign-in, and carries an address too.
  if (response.ok || Redirect.safeParse(body).success) return body;
  throw AppError.fromBody(body);
}
