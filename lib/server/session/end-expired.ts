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
 * Revokes at the homeserver every session that has ended here: signed out while the homeserver was
 * unavailable, revoked, expired, or left by a dead process. Each takes its device along.
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
  // A pasted token is only forgotten. One sealed with a lost secret is useless.
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
