import "server-only";

import { api } from "#lib/contract/index.ts";
import { matrix } from "#lib/contract/internal/accounts.ts";
import { restore } from "#lib/server/domain/deactivation/restore.ts";
import { removeSnapshot } from "#lib/server/domain/deactivation/snapshots.ts";
import type { MakeKind } from "#lib/server/jobs/kind.ts";
import { callHomeserver } from "#lib/server/homeserver/call.ts";

const SETTLE_TIMEOUT_MS = 30_000;

/**
 * Reactivates an account, and restores the parts of a snapshot that no other account has taken meanwhile. An
 * admin sets passwords one by one, and hands them over.
 */
export const reactivate: MakeKind<"reactivate"> = ({ restore: parts }) => ({
  concurrency: 1,
  settleTimeoutMs: SETTLE_TIMEOUT_MS,
  run: async (work) => {
    const about = { user_id: work.target };
    const user = await callHomeserver(work.homeserver, api.users.get, about);
    if (user.deactivated === false) return { reason: "not_deactivated" };
    // Erased elsewhere, so its snapshot is still here.
    if (user.erased) await removeSnapshot(work);
    const input = { ...about, deactivated: false as const };
    await work.record("users.reactivate", input, () =>
      callHomeserver(work.homeserver, matrix.reactivate, input),
    );
    return restore(work, parts);
  },
  // Restoring adds only what is missing, so it may be repeated.
  verify: async (work) => {
    const user = await callHomeserver(work.homeserver, api.users.get, { user_id: work.target });
    return user.deactivated === false ? restore(work, parts) : undefined;
  },
});
