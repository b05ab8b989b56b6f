import "server-only";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/**
 * Throws where this homeserver sends no notices. It is asked for one to nobody: a server that sends
 * them finds fault with the name, one that does not says so before it looks at it.
 */
export async function requireNotices(homeserver: Homeserver): Promise<void> {
  try {
    await callHomeserver(homeserver, jobCalls.noticeProbe, { user_id: "nobody", content: {} });
  } catch (thrown) {
    const error = AppError.from(thrown);
    if (error.details.errcode === "M_INVALID_PARAM") return;
    throw error.code === "rejected" ? new AppError("notices_off") : thrown;
  }
}
