import "server-only";

import { matrix } from "#lib/contract/matrix.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "./homeserver-request.ts";
import { callHomeserver } from "./synapse.ts";

/** Ends a token at the homeserver, and its device with it. One that somebody else has ended is as good. */
export async function revokeToken(homeserver: Homeserver): Promise<void> {
  try {
    await callHomeserver(homeserver, matrix.logout, {});
  } catch (thrown) {
    if (AppError.from(thrown).code !== "signed_out") throw thrown;
  }
}
