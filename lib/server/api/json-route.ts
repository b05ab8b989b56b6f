import "server-only";

import { AppError, ERROR_STATUS } from "#lib/errors.ts";

import { logger } from "#lib/server/runtime/logger.ts";
import { requireOurs } from "#lib/server/http/request-guards.ts";
import { forgetRefused } from "#lib/server/session/session.ts";

type Handler<Context> = (request: Request, context: Context) => Promise<unknown>;

/** Turns a function that returns data or throws into a JSON route handler. */
export function jsonRoute<Context>(handle: Handler<Context>) {
  return async (request: Request, context: Context): Promise<Response> => {
    const startedAt = performance.now();
    const { method } = request;
    // Without the query, which has names and email addresses.
    const { pathname: path } = new URL(request.url);
    try {
      requireOurs(request);
      const data = await handle(request, context);
      logger().info({ method, path, status: 200, ms: since(startedAt) }, "answered");
      return json(200, data ?? {});
    } catch (thrown) {
      // The browser has disconnected, so the answer has no reader.
      if (request.signal.aborted) return new Response(null, { status: 499 });
      const error = AppError.from(thrown);
      const status = ERROR_STATUS[error.code];
      const facts = { method, path, status, code: error.code, ms: since(startedAt) };
      if (error.code === "internal") logger().error({ ...facts, error: error.cause }, "failed");
      else logger().info(facts, "refused");
      // The token is dead at the homeserver, so the session is too.
      if (error.code === "signed_out") await forgetRefused(error.details.reason);
      return json(status, error.toBody());
    }
  };
}

const since = (startedAt: number) => Math.round(performance.now() - startedAt);

const json = (status: number, body: unknown) =>
  Response.json(body, {
    status,
    headers: {
      "cache-control": "no-store",
      // The unread rest of the body would block the next request.
      ...(status === ERROR_STATUS.too_large && { connection: "close" }),
    },
  });
