import "server-only";

import { isPureRead } from "#lib/contract/kit/endpoint.ts";
import { actionById } from "#lib/contract/index.ts";
import { AppError, invalidInput } from "#lib/errors.ts";

import { endIfNoAdmin } from "#lib/server/session/admin-rights.ts";
import type { Context } from "#lib/server/session/context.ts";
import { executeAction } from "./execute.ts";
import { parseJson, readJson } from "#lib/server/http/read-json.ts";

const MAX_QUERY_BYTES = 4 * 1024;

/** Runs the published action of a browser's request. */
export async function dispatch(context: Context, id: string, request: Request): Promise<unknown> {
  const action = actionById.get(id);
  if (!action || isPureRead(action) !== (request.method === "GET")) {
    throw new AppError("not_found");
  }

  const input = action.input.safeParse(await readInput(request));
  if (!input.success) throw invalidInput(input.error);

  try {
    return await executeAction(context, action, input.data, request.signal);
  } catch (thrown) {
    if (AppError.from(thrown).code === "forbidden") await endIfNoAdmin(context);
    throw thrown;
  }
}

const readInput = async (request: Request): Promise<unknown> =>
  request.method === "GET" ? parseJson(readQuery(request)) : readJson(request);

function readQuery(request: Request): string {
  const text = new URL(request.url).searchParams.get("input") ?? "{}";
  if (Buffer.byteLength(text) > MAX_QUERY_BYTES) throw new AppError("too_large");
  return text;
}
