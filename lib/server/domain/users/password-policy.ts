import "server-only";

import { matrix } from "#lib/contract/internal/accounts.ts";
import { PasswordPolicy } from "#lib/contract/password-policy.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/** The homeserver's password policy, or an empty one if it reports none: a warning must not fail. */
export async function readPasswordPolicy(homeserver: Homeserver): Promise<PasswordPolicy> {
  try {
    return await callHomeserver(homeserver, matrix.passwordPolicy, {});
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    if (code === "signed_out" || code === "shutting_down") throw thrown;
    logger().warn({ code }, "the homeserver does not tell its password policy");
    return PasswordPolicy.parse({});
  }
}
