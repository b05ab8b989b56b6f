import "server-only";
import {
  allowInsecureRequests,
  AuthorizationResponseError,
  customFetch,
  None,
  ResponseBodyError,
} from "oauth4webapi";

import { AppError, type ErrorCode } from "#lib/errors.ts";
import { routes } from "#lib/routes.ts";
import { env } from "#lib/server/runtime/env.ts";
import { quote } from "#lib/server/homeserver/errors.ts";
import { requestOther, type Homeserver } from "#lib/server/homeserver/request.ts";

const MAX_BYTES = 256 * 1024;

/**
 * How oauth4webapi sends its requests: with the Agent of the homeserver's realm, a time limit, and no
 * redirects.
 */
export function through({ realm }: Pick<Homeserver, "realm">) {
  const limits = { realm, timeoutMs: env().HOMESERVER_TIMEOUT_MS, maxBytes: MAX_BYTES };
  return {
    // Plain http was checked with the homeserver's metadata.
    [allowInsecureRequests]: true,
    [customFetch]: async (
      url: string,
      {
        method,
        headers,
        body,
      }: { method: string; headers: Record<string, string>; body?: unknown },
    ): Promise<Response> => {
      const sent = { method: method === "POST" ? ("POST" as const) : ("GET" as const), headers };
      const text = body === undefined || body === null ? undefined : String(body);
      const answer = await requestOther(new URL(url), { ...sent, body: text }, limits);
      return new Response(answer.status === 204 ? null : new Uint8Array(answer.bytes), {
        status: answer.status,
        headers: { "content-type": answer.contentType },
      });
    },
  };
}

/** The callback address, the same for every homeserver; the attempt knows which one. */
export const redirectUri = (): string => env().PUBLIC_URL.origin + routes.signInReturn();

/** We share no secret with an authentication service: PKCE ties the code to the attempt. */
export const PUBLIC_CLIENT = None();

/**
 * An authentication service's error: `refused` with its own sentence if it refused, and otherwise what
 * happened to the request.
 */
export function asAppError(thrown: unknown, refused: ErrorCode, server: string): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof ResponseBodyError || thrown instanceof AuthorizationResponseError) {
    const homeserverSays = thrown.error_description && quote(thrown.error_description);
    const said = {
      server,
      technical: quote(thrown.error),
      ...(homeserverSays && { homeserverSays }),
    };
    return new AppError(refused, said, { cause: thrown });
  }
  // Not JSON, a page, or a missing field.
  return new AppError("unexpected_response", {}, { cause: thrown });
}
