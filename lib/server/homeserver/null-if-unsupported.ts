import "server-only";

import { AppError } from "#lib/errors.ts";

/** Null if the homeserver lacks the endpoint. Throws any other failure. */
export async function nullIfUnsupported<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (["unsupported", "not_found"].includes(AppError.from(error).code)) return null;
    throw error;
  }
}
