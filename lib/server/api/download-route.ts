import "server-only";

import { AppError } from "#lib/errors.ts";
import { routes, SIGN_IN_REASONS } from "#lib/routes.ts";

import { requireContext, type Context } from "#lib/server/session/context.ts";
import { env } from "#lib/server/runtime/env.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { requireOurs } from "#lib/server/http/request-guards.ts";
import { forgetRefused, touchSession } from "#lib/server/session/session.ts";

type Download = Context & { query: URLSearchParams; signal: AbortSignal };

/**
 * A route for a file download. The browser stays on the page when the file comes; otherwise it is sent to the
 * page with the link, which explains the error.
 * @param page The page with the link, for the query of the request.
 */
export function downloadRoute(
  page: (query: URLSearchParams) => string,
  download: (about: Download) => Promise<Response>,
) {
  return async (request: Request): Promise<Response> => {
    const query = new URL(request.url).searchParams;
    try {
      requireOurs(request);
      const context = await requireContext(request.method === "GET" ? "read" : "write");
      await touchSession(context.session);
      return await download({ ...context, query, signal: request.signal });
    } catch (thrown) {
      const error = AppError.from(thrown);
      logger().info({ code: error.code, error: error.cause }, "nothing to download");
      return see(await wherePeopleLearnWhy(error, page(query)));
    }
  };
}

async function wherePeopleLearnWhy({ code, details }: AppError, page: string): Promise<string> {
  if (code !== "signed_out") return `${page}${page.includes("?") ? "&" : "?"}error=${code}`;
  await forgetRefused(details.reason);
  const reason = SIGN_IN_REASONS.find((known) => known === details.reason);
  return routes.signIn({ callbackUrl: page, ...(reason && { reason }) });
}

const see = (path: string) => Response.redirect(new URL(path, env().PUBLIC_URL), 303);
