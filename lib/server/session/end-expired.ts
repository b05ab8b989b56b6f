import "server-only";

import { AppError } from "#lib/errors.ts";
import { HOUR_MS } from "#lib/durations.ts";

import { env } from "#lib/server/runtime/env.ts";
import { logger } from "#lib/server/runtime/logger.ts";
import { withCredentials, credentialsOf } from "./renew-token.ts";
import { revokeToken } from "./revoke-token.ts";
import { endsBefore } from "./session.ts";
import * as sessions from "#lib/server/store/sessions.ts";
import { trackInFlight } from "#lib/server/runtime/shutdown.ts";

const BATCH = 20;
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = HOUR_MS;

/**
 * Ends at the homeserver what has ended here in any way: signing out while the homeserver was away,
 * revoked, expired, or the process that should have done it died. Each takes its device along.
 */
export async function revokeEndedSessions(): Promise<void> {
  const now = Date.now();
  const before = endsBefore(now);
  const taken = await sessions.takeEnded(before, new Date(now + FIRST_RETRY_MS), BATCH);
  for (const row of taken) await trackInFlight(() => endOne(row));
  await sessions.removeRevoked(before.startedAt);
}

async function endOne(row: sessions.SessionRow): Promise<void> {
  const held = row.keeps_token ? undefined : await credentialsOf(row);
  // The admin's own is forgotten alone. One sealed with a secret that is gone is of use to nobody.
  if (!held) return void (await sessions.markRevoked(row.id));
  const { homeserver: baseUrl, realm } = row;
  const homeserver = { baseUrl, realm, timeoutMs: env().HOMESERVER_TIMEOUT_MS };
  try {
    await revokeToken(withCredentials(homeserver, held));
    await sessions.markRevoked(row.id);
  } catch (thrown) {
    const { code } = AppError.from(thrown);
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (row.attempts - 1), LAST_RETRY_MS);
    await sessions.retryAt(row.id, new Date(Date.now() + wait));
    logger().warn({ code, session: row.id }, "a session could not be ended yet");
  }
}
