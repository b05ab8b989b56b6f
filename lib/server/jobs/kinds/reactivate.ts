import "server-only";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { restore } from "#lib/server/domain/deactivation/restore.ts";
import { removeSnapshot } from "#lib/server/domain/deactivation/snapshots.ts";
import type { MakeKind } from "#lib/server/jobs/kind.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 30_000;

/**
 * Makes a deactivated account usable again, and brings back what a snapshot has and nobody else took
 * meanwhile. Passwords are set one by one, by a person who hands them over.
 */
export const reactivate: MakeKind<"reactivate"> = ({ restore: parts }) => ({
  concurrency: 1,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  run: async (work) => {
    const about = { user_id: work.target };
    const user = await callHomeserver(work.homeserver, api.users.get, about);
    if (user.deactivated === false) return { reason: "not_deactivated" };
    // Erased elsewhere, so that what was kept of it is still here.
    if (user.erased) await removeSnapshot(work);
    const input = { ...about, deactivated: false as const };
    await work.record("users.reactivate", input, () =>
      callHomeserver(work.homeserver, matrix.reactivate, input),
    );
    return restore(work, parts);
  },
  // Restoring looks at what is there and adds what is missing, so that it may be done again.
  verify: async (work) => {
    const user = await callHomeserver(work.homeserver, api.users.get, { user_id: work.target });
    return user.deactivated === false ? restore(work, parts) : undefined;
  },
});
