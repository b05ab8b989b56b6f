import { withAuth, type NextRequestWithAuth } from "next-auth/middleware";
import { NextResponse } from "next/server";

import { AppError } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { env } from "#lib/server/runtime/env.ts";
import { decodeIdentity } from "#lib/server/auth/identity.ts";
import { keyFor } from "#lib/server/crypto/keys.ts";
import { storeUnavailablePage, wrongHostPage } from "#lib/server/http/error-pages.ts";
import { contentSecurityPolicy, NONCE_HEADER } from "#lib/server/http/security-headers.ts";
import { requireHost } from "#lib/server/http/request-guards.ts";
import { openSession, PATH_HEADER } from "#lib/server/session/session.ts";
import { sessionCookieName } from "#lib/server/session/cookie.ts";

/** Every page's policy, and the gate. It protects nothing alone: `requirePageSession` does. */
export async function middleware(request: NextRequestWithAuth): Promise<Response> {
  try {
    requireHost(request.headers);
  } catch {
    return wrongHostPage();
  }

  const path = request.nextUrl.pathname + request.nextUrl.search;
  try {
    return (await gate(request, path)) ?? pass(request, path);
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    if (code === "store_unavailable") return storeUnavailablePage();
    throw thrown;
  }
}

/** next-auth's gate, open with a live session as well as an identity. */
async function gate(request: NextRequestWithAuth, path: string): Promise<Response | null> {
  // For a user who cannot sign in, or is about to return from it.
  if ([routes.diagnostics(), routes.signInReturn()].includes(request.nextUrl.pathname)) return null;
  const found = await openSession(request.cookies.get(sessionCookieName())?.value);
  const turnedAway = await withAuth(request, {
    secret: keyFor("next-auth"),
    jwt: { decode: decodeIdentity },
    pages: { signIn: routes.signIn() },
    callbacks: { authorized: ({ token }) => token !== null && token.sub === found.session?.userId },
  });
  if (!turnedAway) return null;
  const reason = found.session === null ? found.reason : undefined;
  const to = routes.signIn({ callbackUrl: path, ...(reason && { reason }) });
  return NextResponse.redirect(new URL(to, env().PUBLIC_URL));
}

function pass(request: NextRequestWithAuth, path: string): Response {
  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(PATH_HEADER, path);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  runtime: "nodejs",
  matcher: ["/((?!api/|_next/static/|icon\\.svg$|favicon\\.ico$).*)"],
};
