import "server-only";

import { AppError } from "#lib/errors.ts";

/** Null where the homeserver has no such endpoint. Any other failure says nothing about that. */
export async function nullIfUnsupported<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (["unsupported", "not_found"].includes(AppError.from(error).code)) return null;
    throw error;
  }
}
