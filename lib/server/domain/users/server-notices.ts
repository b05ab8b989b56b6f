import "server-only";

import { jobCalls } from "#lib/contract/internal/jobs.ts";
import { AppError } from "#lib/errors.ts";

import type { Homeserver } from "#lib/server/homeserver/request.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

/**
 * Throws if this homeserver sends no notices. Sends one to an invalid user: a server with notices rejects the
 * name, one without says so first.
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
