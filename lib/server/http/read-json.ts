import "server-only";

import { isUsableText } from "#lib/contract/kit/path-segments.ts";
import { AppError } from "#lib/errors.ts";

import { readLimited, TooLarge } from "./read-limited.ts";

const MAX_BODY_BYTES = 1024 * 1024;

/** A request's body as JSON; undefined without one. */
export const readJson = async (request: Request): Promise<unknown> =>
  parseJson(await readBody(request));

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === "string" && !isUsableText(value)) throw new SyntaxError("Not text.");
      return value;
    });
  } catch (cause) {
    throw new AppError("invalid_input", { fields: { input: { code: "not_json" } } }, { cause });
  }
}

async function readBody(request: Request): Promise<string> {
  if (!request.body) return "{}";
  try {
    return (await readLimited(request.body, MAX_BODY_BYTES)).toString("utf8");
  } catch (cause) {
    if (cause instanceof TooLarge) throw new AppError("too_large", {}, { cause });
    throw new AppError("invalid_input", { fields: { input: { code: "not_json" } } }, { cause });
  }
}
