import "server-only";
import NextAuth from "next-auth";
import type { NextRequest } from "next/server";

import { AppError, ERROR_STATUS } from "#lib/errors.ts";

import { authOptions } from "./next-auth.ts";
import { requireOurs } from "#lib/server/http/request-guards.ts";
import { requireStore } from "#lib/server/store/store.ts";

/** The routes of next-auth in use. The others do not exist here. */
const SERVED = new Set([
  "GET csrf",
  "GET session",
  "POST callback/credentials",
  "POST callback/token",
  "POST callback/return",
  "POST callback/session",
  "POST signout",
]);

type Context = { params: Promise<{ nextauth: string[] }> };

export async function authRoute(request: NextRequest, context: Context): Promise<Response> {
  try {
    requireOurs(request);
    const { nextauth } = await context.params;
    if (!SERVED.has(`${request.method} ${nextauth.join("/")}`)) throw new AppError("not_found");
    // next-auth fails on an invalid address in the query. Ours come in the body.
    request.nextUrl.search = "";
    // next-auth would treat an unreadable session as none, and forget the user.
    await requireStore();
    return (await NextAuth(request, context, authOptions())) as Response;
  } catch (thrown) {
    const error = AppError.from(thrown);
    return Response.json(error.toBody(), {
      status: ERROR_STATUS[error.code],
      headers: { "cache-control": "no-store" },
    });
  }
}
